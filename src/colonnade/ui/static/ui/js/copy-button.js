// <copy-button data-for="the-id"><button type="button" hidden>Copy</button> <span data-done role="status"></span></copy-button>
// copies the text of that element. The button shows only where it works; data-text-done is said afterwards.
customElements.define("copy-button", class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.copy());
  }

  disconnectedCallback() {
    clearTimeout(this.fading);
  }

  async copy() {
    const target = document.getElementById(this.dataset.for);
    try {
      await navigator.clipboard.writeText(target.value ?? target.textContent.trim());
      this.say(this.dataset.textDone ?? "copied");
    } catch {
      this.select(target);
    }
  }

  // Without permission, or without TLS, the text is at least ready to be copied by hand.
  select(target) {
    if (target.select) target.select();
    else getSelection().selectAllChildren(target);
  }

  say(text) {
    const done = this.querySelector("[data-done]");
    if (!done) return;
    done.textContent = text;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => (done.textContent = ""), 4000);
  }
});
