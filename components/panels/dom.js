// Elements, requests and the state of the server, for every script of the page; text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.onclick = act;
  return made;
}

// Spellings of one name become equal: without case, width and accents.
export function fold(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase().trim();
}

// The presenter's script may come after the key: what was asked for is kept until it is there.
let presenterAsked = false;

export function askToPresent() {
  presenterAsked = true;
  document.dispatchEvent(new CustomEvent("open-presenter"));
}

// Whether the presenter was asked for since this was last called.
export function takePresenterAsked() {
  const asked = presenterAsked;
  presenterAsked = false;
  return asked;
}

// Streamlit fades what a run has not come to; this does so itself, and a list of filters must lie above the rest. A rule
// of the style would do as well, but one that looks into elements is looked through whenever anything is drawn.
export function preventFading(node) {
  node.closest('[data-testid="stElementContainer"]')?.style.setProperty("opacity", "1", "important");
}

// Of two answers in quick succession Streamlit ends the first once it is shown, though the second goes on in the same
// place: what was made there stays, and ends when the place is gone.
export function disposeWith(parent, made) {
  return () =>
    setTimeout(() => {
      if (parent.isConnected || !made.has(parent)) return;
      made.get(parent).dispose();
      made.delete(parent);
    });
}

// Streamlit gathers what is sent at one time, by whichever component, and runs the fragment of the first of them only:
// so each sends at a time of its own. The queue is one for all components, since they share this module.
let lastSent = Promise.resolve();

export function sendAlone(act) {
  const before = lastSent;
  lastSent = new Promise((sent) => {
    before.then(() => {
      try {
        act();
      } finally {
        setTimeout(sent, 0); // behind Streamlit's own, which sends
      }
    });
  });
}

// Whether the server can be reached, and whether it is running the page, as far as Streamlit says so.
export function isServerConnected() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
  return !state || state === "CONNECTED";
}

export function isServerRunning() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  return Boolean(state) && state !== "notRunning";
}

export function svgElement(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
