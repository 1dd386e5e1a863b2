// The page's address and history: every view is a link, a deliberate choice is an entry, zooming is none. Back and
// Forward are sent to the server, which alone knows what a link means.

// Streamlit drops the whole of an address with more parts or characters than these, and does not say so.
const MOST_PARTS = 1000;
const MOST_CHARACTERS = 512 * 1024;
const THEMED = "embed_options"; // Streamlit's own name for it

class Address {
  constructor(send) {
    this.send = send;
    this.sent = 0; // number of the last link that was sent; answers to older ones write nothing
    this.choice = null;
    this.session = null;
    const { search } = window.location;
    this.dropped = search.split("&").length > MOST_PARTS || search.length > MOST_CHARACTERS;
    // Before Streamlit hears of it: that would run the page once more, with the address and nothing else.
    this.onPopstate = (event) => {
      event.stopImmediatePropagation();
      this.report();
    };
    window.addEventListener("popstate", this.onPopstate, { capture: true });
  }

  // resumed: not Back or Forward, but what the server should have begun with; what it was told since is newer.
  report(resumed = false) {
    this.sent += 1;
    this.send("link", { search: window.location.search, number: this.sent, resumed });
  }

  update({ query, choice, session, number }) {
    const themed = this.readTheme() && `${THEMED}=${this.readTheme()}`;
    const whole = [query, themed].filter(Boolean).join("&");
    const search = whole ? `?${whole}` : "";
    const known = this.session === session;
    if ((this.session !== null && !known) || this.dropped) {
      // The server began anew and may have been given an old address, or none: what is here is what was last seen.
      this.dropped = false;
      this.session = session;
      this.sent = 0;
      if (search !== window.location.search) this.report(true);
      this.choice = choice;
      return;
    }
    this.session = session;
    if (number < this.sent || search === window.location.search) {
      this.choice = choice;
      return;
    }
    const url = window.location.pathname + search + window.location.hash;
    if (this.choice !== null && choice !== this.choice) window.history.pushState({}, "", url);
    else window.history.replaceState({}, "", url);
    this.choice = choice;
  }

  // Streamlit takes a theme from the address when the page is loaded, and keeps it from the server.
  readTheme() {
    return new URLSearchParams(window.location.search).get(THEMED) ?? "";
  }

  setTheme(kind) {
    const address = new URL(window.location.href);
    if (kind) address.searchParams.set(THEMED, kind);
    else address.searchParams.delete(THEMED);
    window.location.assign(address);
  }

  dispose() {
    window.removeEventListener("popstate", this.onPopstate, { capture: true });
  }
}
