// Loads scripts of the page into a test: they are plain scripts that share one scope, and use what a page has.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const COMPONENTS = new URL("../../components/", import.meta.url);

// Run scripts one after the other, with these globals, and return what they define by these names.
export function load(paths, names, globals = {}) {
  const texts = paths.map((path) => readFileSync(new URL(path, COMPONENTS), "utf8"));
  const context = vm.createContext({ console, URL, URLSearchParams, setTimeout, clearTimeout, ...globals });
  return vm.runInContext(`${texts.join("\n")}\n;({ ${names.join(", ")} })`, context);
}

// An element or a window as far as the scripts' logic asks for one: listeners, classes, data and style.
export function fake(more = {}) {
  const listeners = new Map();
  const classes = new Set();
  return {
    dataset: {},
    attributes: {},
    style: { setProperty() {} },
    classList: {
      toggle: (name, on = !classes.has(name)) => (on ? classes.add(name) : classes.delete(name), on),
      add: (name) => classes.add(name),
      remove: (name) => classes.delete(name),
      contains: (name) => classes.has(name),
    },
    setAttribute(name, value) { this.attributes[name] = String(value); },
    addEventListener: (kind, act) => listeners.set(kind, [...(listeners.get(kind) ?? []), act]),
    removeEventListener: (kind, act) => listeners.set(kind, (listeners.get(kind) ?? []).filter((each) => each !== act)),
    fire: (kind, event = {}) => (listeners.get(kind) ?? []).forEach((act) => act({ type: kind, stopPropagation() {}, stopImmediatePropagation() {}, preventDefault() {}, ...event })),
    listening: () => [...listeners.values()].reduce((sum, each) => sum + each.length, 0),
    ...more,
  };
}

// What was made in another scope, as this one's: so that it can be compared.
export const plain = (value) => JSON.parse(JSON.stringify(value));
