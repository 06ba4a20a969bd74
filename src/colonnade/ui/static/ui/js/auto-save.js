// <auto-save><form method="post" action="…">…<span data-saved role="status"></span></form></auto-save>
// posts its form a moment after the last key and says when it was kept.
//
// The request carries HX-Request: true. Kept is any 2xx answer that is not a redirect; JSON may say
// {"saved": "kept at 09:42"} in the person's language. 409 and 422 are not tried again until something
// is changed, and their JSON may say {"saved": "…"} as well. Anything else is tried every half minute.
//
//   data-url            where to post, when it is not the form's action
//   data-text-kept      "kept at {time}"
//   data-text-again     "not kept yet, we try again"
//   data-text-refused   "not kept: something here needs another look"
const PAUSE = 800;
const AGAIN = 30_000;

customElements.define("auto-save", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form") ?? this.closest("form");
    this.form.addEventListener("input", () => this.soon(PAUSE));
    this.form.addEventListener("submit", () => this.stop());
    this.onHide = () => document.visibilityState === "hidden" && this.isWaiting && this.save({ keepalive: true });
    document.addEventListener("visibilitychange", this.onHide);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onHide);
    clearTimeout(this.timer);
  }

  soon(pause) {
    if (this.isStopped) return;
    this.isWaiting = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The form itself is on its way; a second, older copy must not arrive after it.
  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.sending?.abort();
    addEventListener("pageshow", () => (this.isStopped = false), { once: true });
  }

  async save({ keepalive = false } = {}) {
    if (this.sending) return this.soon(PAUSE);
    this.isWaiting = false;
    clearTimeout(this.timer);
    this.sending = new AbortController();
    const sentAt = Date.now();
    try {
      await this.settle(await this.post(keepalive), sentAt);
    } catch {
      this.tryAgain();
    } finally {
      this.sending = null;
    }
  }

  post(keepalive) {
    return fetch(this.dataset.url ?? this.form.getAttribute("action") ?? location.href, {
      method: "POST",
      body: new FormData(this.form),
      headers: { "HX-Request": "true", Accept: "application/json" },
      // A redirect leads to the sign-in page: that is not "kept".
      redirect: "manual",
      signal: this.sending.signal,
      keepalive,
    });
  }

  async settle(response, sentAt) {
    if (response.ok) {
      this.form.dispatchEvent(new CustomEvent("auto-save:kept", { bubbles: true, detail: { sentAt } }));
      this.say((await this.words(response)) ?? this.kept(), "kept");
    } else if (response.status === 409 || response.status === 422) {
      this.say((await this.words(response)) ?? this.dataset.textRefused ?? "not kept: something here needs another look", "refused");
    } else {
      this.tryAgain();
    }
  }

  tryAgain() {
    if (this.isStopped) return;
    this.say(this.dataset.textAgain ?? "not kept yet, we try again", "again");
    if (!this.isWaiting) this.soon(AGAIN);
  }

  async words(response) {
    if (!response.headers.get("Content-Type")?.includes("json")) return null;
    return (await response.json()).saved ?? null;
  }

  kept() {
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format();
    return (this.dataset.textKept ?? "kept at {time}").replace("{time}", time);
  }

  say(text, state) {
    const place = this.querySelector("[data-saved]");
    if (!place) return;
    place.textContent = text;
    place.closest(".saved")?.setAttribute("data-state", state);
  }
});
