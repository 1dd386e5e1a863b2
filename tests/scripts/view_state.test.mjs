// The state of a view: what every act makes of it, and how the server is asked for it (tests/data/view_states.json).

import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import { chosenOf, formatBin, formatDay, formatOptions, formatQuery, openState, readSearch, reduce } from "../../components/panels/explorer/view_state.js";

const CASES = JSON.parse(fs.readFileSync(new URL("../data/view_states.json", import.meta.url), "utf8"));
const REQUEST = CASES[0].request;
const answered = (request, more = {}) => ({ ...openState("", 7), search: null, request, ...more });
const after = (state, ...acts) => acts.reduce(reduce, state);

for (const { name, request, act, then, query, options } of CASES) {
  test(name, () => {
    const before = answered(request);
    const kept = JSON.stringify(before);
    const state = reduce(before, act);
    assert.deepEqual(state.request, then);
    assert.equal(formatQuery(state), query);
    assert.equal(formatOptions(state.options), options);
    assert.equal(state.revision, 8);
    assert.equal(JSON.stringify(before), kept); // an act makes another state, and changes none
  });
}

test("every act that there is has a case", () => {
  const source = fs.readFileSync(new URL("../../components/panels/explorer/view_state.js", import.meta.url), "utf8");
  const [, acts] = /const ACTS = \{\n(.*?)\n\};/s.exec(source);
  const named = new Set([...acts.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name));
  assert.ok(named.size > 10);
  assert.deepEqual([...named].toSorted(), [...new Set(CASES.map(({ act }) => act.type))].toSorted());
});

test("an address is asked for as it stands, and read by the server alone", () => {
  const state = openState("window=soon&x=%zz");
  assert.equal(formatQuery(state), "window=soon&x=%zz");
  assert.equal(formatOptions(state.options), "");
  assert.equal(reduce(state, { type: "clear" }), state); // nothing is on screen that could be acted on
});

test("to open an address lets go of what was looked at", () => {
  const state = after(answered(REQUEST), { type: "page", name: "listing_from", first: 100 }, { type: "open", search: "lanes=level" });
  assert.deepEqual(state, { ...openState("lanes=level"), revision: 9 });
});

test("an answer is what is on screen, and a move that it made is made", () => {
  const state = after(answered(REQUEST), { type: "move", kind: "next" }, { type: "answered", request: { ...REQUEST, event: "E1" } });
  assert.deepEqual([state.request.event, state.options.move, state.search, state.revision], ["E1", [], null, 8]);
  assert.equal(reduce(openState("a=b"), { type: "answered", request: REQUEST }).request, REQUEST);
});

test("moves that no answer has made yet are all sent, in their order, and no more than the server takes", () => {
  const steps = ["next", "next", "last", "previous"].map((kind) => ({ type: "move", kind }));
  assert.equal(formatOptions(after(answered(REQUEST), ...steps).options), "move=next%2Cnext%2Clast%2Cprevious");
  const many = Array.from({ length: 150 }, () => ({ type: "move", kind: "next" }));
  assert.equal(after(answered(REQUEST), ...many).options.move.length, 100);
});

for (const act of [{ type: "event", event: "E2" }, { type: "bin", bin: ["europe", "month", "month", 31] }, { type: "close" }]) {
  test(`who chooses lets go of moves: ${act.type}`, () => {
    assert.equal(formatOptions(after(answered({ ...REQUEST, event: "E1" }), { type: "move", kind: "next" }, act).options), "");
  });
}

const TURNED = [
  { type: "page", name: "listing_from", first: 100 }, { type: "page", name: "undated_from", first: 200 }, { type: "more", more_lanes: 150 },
];
const WHOLE = "more_lanes=150&listing_from=100&undated_from=200";

test("lists begin anew where they hold other events, and stay where they are else", () => {
  const state = after(answered({ ...REQUEST, event: "E1" }), ...TURNED);
  assert.equal(formatOptions(state.options), WHOLE);
  const others = [
    { type: "choose", key: "country", codes: ["RUS"] }, { type: "window", window: [1, 2] }, { type: "clear" },
    { type: "kind", code: "summit" }, { type: "bin", bin: ["europe", "month", "month", 31] }, { type: "scheme", scheme: "m49" },
    { type: "select", choices: [], window: [1, 2] },
  ];
  for (const act of others) assert.equal(formatOptions(reduce(state, act).options), "more_lanes=150", act.type);
  for (const act of [{ type: "event", event: "E2" }, { type: "toggle", list: "pinned", key: "europe" }, { type: "close" }]) {
    assert.equal(formatOptions(reduce(state, act).options), WHOLE, act.type);
  }
  assert.equal(formatOptions(reduce(state, { type: "lanes", by: "level" }).options), "");
});

test("what is looked for replaces what was before, and blanks nothing", () => {
  const find = (key, text) => ({ type: "find", key, text });
  const state = reduce(answered(REQUEST), find("person", "ana"));
  assert.equal(reduce(state, find("country", "fra")).options.find, "country:fra");
  assert.equal(reduce(state, find("person", " ")).options.find, "");
});

test("what is chosen of a filter is known, and nothing of one that nothing is chosen of", () => {
  const request = { ...REQUEST, choices: [["country", ["RUS"], true, false]] };
  assert.deepEqual(chosenOf(request, "country"), { codes: ["RUS"], every: true, grey: false });
  assert.deepEqual(chosenOf(request, "level"), { codes: [], every: false, grey: false });
  assert.deepEqual(chosenOf(null, "level"), { codes: [], every: false, grey: false });
});

test("days are those of the calendar, from year 1 to year 9999", () => {
  const days = { "1970-01-01": 0, "1969-12-31": -1, "2013-04-29": 15824, "2012-02-29": 15399, "0001-01-01": -719162, "9999-12-31": 2932896 };
  for (const [text, day] of Object.entries(days)) assert.equal(formatDay(day), text);
  assert.equal(formatBin(["a@b", "week", "", 0]), "a@b@week@@1970-01-01");
});

test("an address is about the view but for what is Streamlit's, the language's or a briefing's", () => {
  assert.equal(readSearch("?lang=en&country=RUS&embed=true&embed_options=x&briefing=y&step=2&language=z"), "country=RUS&language=z");
  assert.equal(readSearch(""), "");
  assert.equal(readSearch("?&&a"), "a");
});
