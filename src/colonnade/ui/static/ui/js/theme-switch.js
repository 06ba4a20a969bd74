// <theme-switch> holds a select with system / light / dark and remembers the choice in this browser.
// Loaded in the head before the style sheet, so that no page flashes in the wrong colours.
{
  const KEY = "colonnade-theme";

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };

  apply(remembered());

  customElements.define("theme-switch", class extends HTMLElement {
    connectedCallback() {
      // The parser has not read the children yet.
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.listen(), { once: true });
      else this.listen();
    }

    listen() {
      const select = this.querySelector("select");
      select.value = remembered() ?? "system";
      select.addEventListener("change", () => {
        apply(select.value);
        try {
          localStorage.setItem(KEY, select.value);
        } catch {
          // A browser that keeps nothing still shows the choice on this page.
        }
      });
    }
  });
}
