// <time-zone-guess> holds a select of time zones and chooses the device's, as long as nobody has chosen.
customElements.define("time-zone-guess", class extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (select && select.value === "UTC" && [...select.options].some((option) => option.value === zone)) {
      select.value = zone;
    }
  }
});
