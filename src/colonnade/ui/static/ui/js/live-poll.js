// <live-poll data-url="…/notes/" data-version="12" data-target="#notes"> asks the server what is new.
// GET data-url?since=<version>: 204 when nothing changed, else 200 with the HTML of the target's inside and
// the new version in X-Version. Every second while somebody typed in the last minute (here, or X-Busy: 1),
// else every two; only while the tab is seen; slower while the server does not answer.
// What somebody is typing in, an opened <details> and anything marked data-mine are left alone.
const BUSY = 1000;
const QUIET = 2000;
const SLOWEST = 30_000;
const TYPED_LATELY = 60_000;

customElements.define("live-poll", class extends HTMLElement {
  connectedCallback() {
    this.version = this.dataset.version ?? "";
    this.failures = 0;
    this.onType = () => (this.typedAt = Date.now());
    this.onShow = () => (document.visibilityState === "visible" ? this.ask() : this.rest());
    document.addEventListener("input", this.onType);
    document.addEventListener("visibilitychange", this.onShow);
    this.next();
  }

  disconnectedCallback() {
    document.removeEventListener("input", this.onType);
    document.removeEventListener("visibilitychange", this.onShow);
    this.rest();
  }

  rest() {
    clearTimeout(this.timer);
  }

  next() {
    this.rest();
    if (this.isConnected && document.visibilityState === "visible") this.timer = setTimeout(() => this.ask(), this.pause);
  }

  get pause() {
    const isBusy = this.isBusyElsewhere || Date.now() - (this.typedAt ?? 0) < TYPED_LATELY;
    return Math.min((isBusy ? BUSY : QUIET) * 2 ** this.failures, SLOWEST);
  }

  async ask() {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const url = new URL(this.dataset.url, location.href);
      url.searchParams.set("since", this.version);
      const response = await fetch(url, { headers: { "HX-Request": "true" }, redirect: "error" });
      if (!response.ok) throw new Error(response.status);
      this.failures = 0;
      this.isBusyElsewhere = response.headers.get("X-Busy") === "1";
      if (response.status === 200) this.show(await response.text(), response.headers.get("X-Version"));
    } catch {
      this.failures += 1;
    } finally {
      this.isAsking = false;
      this.next();
    }
  }

  show(html, version) {
    this.version = version ?? this.version;
    const target = this.dataset.target ? document.querySelector(this.dataset.target) : this;
    Idiomorph.morph(target, html, {
      morphStyle: "innerHTML",
      ignoreActiveValue: true,
      restoreFocus: true,
      callbacks: {
        beforeNodeMorphed: (old) => !old.dataset?.hasOwnProperty("mine"),
        beforeNodeRemoved: (old) => !old.dataset?.hasOwnProperty("mine"),
        beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "details"),
      },
    });
    window.htmx?.process(target);
  }
});
