// The page's address and history: every view is a link, a deliberate choice is an entry, zooming is none. What a link
// means the server alone knows.

import { readSearch } from "./view_state.js";

const THEMED = "embed_options"; // Streamlit's own name for it
const LANGUAGE = "lang";
const MOST_PARTS = 2_000; // that a server reads (links.MOST_FIELDS)
const MOST_CHARACTERS = 48_000; // of a query: servers take no longer lines

export class Address {
  // changed: called with the page's query after Back or Forward.
  constructor(changed) {
    this.counted = 0;
    // Before Streamlit hears of it: that would run the page once more.
    this.onPopstate = (event) => {
      event.stopImmediatePropagation();
      changed(this.read());
    };
    window.addEventListener("popstate", this.onPopstate, { capture: true });
  }

  // The page's own query, cut to what a server takes: how many parts were left out, `beyond` says.
  read() {
    const parts = readSearch(window.location.search).split("&").filter(String);
    let length = 0;
    const kept = parts.slice(0, MOST_PARTS).filter((part) => {
      length += part.length + 1;
      return length <= MOST_CHARACTERS;
    });
    this.beyond = parts.length - kept.length;
    return kept.join("&");
  }

  // Write what is on screen, as the server writes it; as a step in the browser's history, or in place of what is there.
  write(query, isStep, language) {
    const others = [language === "en" ? "" : `${LANGUAGE}=${language}`, this.readTheme() && `${THEMED}=${this.readTheme()}`];
    const whole = [query, ...others].filter(Boolean).join("&");
    const search = whole ? `?${whole}` : "";
    if (search === window.location.search) return;
    const url = window.location.pathname + search + window.location.hash;
    if (isStep) window.history.pushState({}, "", url);
    else window.history.replaceState({}, "", url);
  }

  readLanguage() {
    return new URLSearchParams(window.location.search).get(LANGUAGE) ?? "en";
  }

  // Whether the address is about another table than the one of a code, "" being the server's.
  isAboutAnother(code) {
    return (new URLSearchParams(window.location.search).get("table") ?? "") !== code;
  }

  // A number of its own for each time that the script is told of the address.
  count() {
    this.counted += 1;
    return this.counted;
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
