// <kept-draft data-person="17" data-key="prep-4-e1" data-server-at="2026-08-17T09:42:00Z">…<form>…</form></kept-draft>
// keeps what is typed in the text fields of its form in this browser until the server has it.
//
//   data-person, data-key   the draft is kept under colonnade:draft:<person>:<key>
//   data-server-at          when the server's copy was saved; leave it out when there is none
//   data-acknowledged       the server has taken the text: forget the draft
//   data-shared-device      keep nothing, and forget what is there
//   [data-restored]         shown (it comes hidden) when typed text was put back
//   [data-older]            shown when the server's copy moved on meanwhile; a [data-take] button in it
//                           puts the typed text back all the same
const TYPED = "textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=email]";

customElements.define("kept-draft", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form") ?? this.closest("form");
    this.place = `colonnade:draft:${this.dataset.person}:${this.dataset.key}`;
    if ("acknowledged" in this.dataset || "sharedDevice" in this.dataset) this.forget();
    if ("acknowledged" in this.dataset) this.acknowledgeOnce();
    if ("sharedDevice" in this.dataset) return;
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("htmx:beforeRequest", () => (this.sentAt = Date.now()));
    this.form.addEventListener("htmx:afterRequest", (event) => this.answered(event.detail));
    this.form.addEventListener("auto-save:kept", (event) => this.acknowledged(event.detail.sentAt));
    this.compare();
  }

  // So that loading the page again does not forget what is typed from now on.
  acknowledgeOnce() {
    const here = new URL(location.href);
    here.searchParams.delete("kept");
    history.replaceState(history.state, "", here);
  }

  get fields() {
    return [...this.form.querySelectorAll(TYPED)].filter((field) => field.name);
  }

  keep() {
    this.typedAt = Date.now();
    const texts = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    this.write({ base: this.base, at: this.typedAt, texts });
  }

  // Which of the server's copies the typed text started from.
  get base() {
    return this.dataset.serverAt ?? "";
  }

  compare() {
    const draft = this.read();
    if (!draft) return;
    const differing = this.fields.filter((field) => draft.texts[field.name] !== undefined && draft.texts[field.name] !== field.value);
    if (differing.length === 0) return this.forget();
    const open = draft.base === this.base ? differing : differing.filter((field) => field.value.trim() === "");
    this.restore(open, draft);
    if (open.length < differing.length) this.offer(differing, draft);
  }

  restore(fields, draft) {
    for (const field of fields) {
      field.value = draft.texts[field.name];
      // So that counters, hints and <auto-save> take notice; they may be defined after this element.
      setTimeout(() => field.dispatchEvent(new Event("input", { bubbles: true })));
    }
    if (fields.length === 0) return;
    this.show("[data-restored]");
    const folded = this.closest("details");
    if (folded) folded.open = true;
  }

  offer(fields, draft) {
    this.show("[data-older]");
    this.querySelector("[data-older] [data-take]")?.addEventListener("click", () => {
      this.restore(fields, draft);
      this.querySelector("[data-older]").hidden = true;
      fields[0].focus();
    });
  }

  show(selector) {
    const part = this.querySelector(selector);
    if (part) part.hidden = false;
  }

  answered({ successful, requestConfig }) {
    if (successful && requestConfig?.verb !== "get") this.acknowledged(this.sentAt);
  }

  // What was typed after the request had left is not on the server yet.
  acknowledged(sentAt) {
    if (!this.typedAt || this.typedAt <= sentAt) this.forget();
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.place));
    } catch {
      return null;
    }
  }

  write(draft) {
    try {
      localStorage.setItem(this.place, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the server's copy is then the only one.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.place);
    } catch {
      // Nothing could be kept either.
    }
  }
});
