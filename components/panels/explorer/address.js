// The page's address: every view is a link. A deliberate choice is a step in the browser's history,
// zooming is none; Back and Forward are told to the server, which alone knows what a link means.

// Streamlit drops the whole of an address with more parts or letters than these, and does not say so.
const MOST_PARTS = 1000;
const MOST_LETTERS = 512 * 1024;
const THEMED = "embed_options"; // Streamlit's own name for it

class Address {
  constructor(tell) {
    this.tell = tell;
    this.told = 0; // number of the last link that was told; answers to older ones write nothing
    this.choice = null;
    this.session = null;
    const { search } = window.location;
    this.dropped = search.split("&").length > MOST_PARTS || search.length > MOST_LETTERS;
    // Before Streamlit hears of it: that would run the page once more, with the address and nothing else.
    this.popped = (event) => {
      event.stopImmediatePropagation();
      this.say();
    };
    window.addEventListener("popstate", this.popped, { capture: true });
  }

  say() {
    this.told += 1;
    this.tell("link", { search: window.location.search, number: this.told });
  }

  take({ query, choice, session, number }) {
    const themed = this.themed() && `${THEMED}=${this.themed()}`;
    const whole = [query, themed].filter(Boolean).join("&");
    const search = whole ? `?${whole}` : "";
    const known = this.session === session;
    if ((this.session !== null && !known) || this.dropped) {
      // The server began anew and may have been given an old address, or none: what stands here is what was last seen.
      this.dropped = false;
      this.session = session;
      this.told = 0;
      if (search !== window.location.search) this.say();
      this.choice = choice;
      return;
    }
    this.session = session;
    if (number < this.told || search === window.location.search) {
      this.choice = choice;
      return;
    }
    const url = window.location.pathname + search + window.location.hash;
    if (this.choice !== null && choice !== this.choice) window.history.pushState({}, "", url);
    else window.history.replaceState({}, "", url);
    this.choice = choice;
  }

  // Streamlit takes a theme from the address when the page is loaded, and keeps it from the server.
  themed() {
    return new URLSearchParams(window.location.search).get(THEMED) ?? "";
  }

  theme(kind) {
    const address = new URL(window.location.href);
    if (kind) address.searchParams.set(THEMED, kind);
    else address.searchParams.delete(THEMED);
    window.location.assign(address);
  }

  leave() {
    window.removeEventListener("popstate", this.popped, { capture: true });
  }
}
