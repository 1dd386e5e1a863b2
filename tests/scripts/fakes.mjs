// What a page has, as far as the modules under test ask for it: globals, elements, a window.

// Give the modules these globals from now on.
export function stub(globals) {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
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
