// The state of a view, and what every act makes of it: no page, no server, no clock. view_state.py reads what is written
// here; both are held to one table of cases (tests/data/view_states.json).

const MOST_MOVES = 100;
const EPOCH = Date.UTC(1970, 0, 1);
const DAY = 86400000;
const FIRST_ROWS = { listing_from: 0, listed_from: 0, undated_from: 0 };
const USUAL = { ...FIRST_ROWS, more_lanes: 0, find: "", move: [] };

// A state: `search`, an address that no answer has read yet, or `request`, as view_state.describe_request has it, with
// null for lanes that are as the table opens; `options` of this screen; `revision`, counted up by every act.
export function openState(search, revision = 0) {
  return { search, request: null, options: USUAL, revision };
}

const choicesWith = (choices, key, chosen) => [
  ...choices.filter(([each]) => each !== key),
  ...(chosen.codes.length ? [[key, chosen.codes, Boolean(chosen.every), Boolean(chosen.grey)]] : []),
];

const toggled = (listed, key) => (listed.includes(key) ? listed.filter((each) => each !== key) : [...listed, key]);

export function chosenOf(request, key) {
  const [, codes = [], every = false, grey = false] = request?.choices.find(([each]) => each === key) ?? [];
  return { codes, every, grey };
}

// What each act changes: of the request, and of the options.
const ACTS = {
  window: (request, { window }) => [{ window }, {}],
  choose: (request, { key, ...chosen }) => [{ choices: choicesWith(request.choices, key, chosen) }, {}],
  clear: () => [{ choices: [] }, {}],
  select: (request, { choices, window }) => [{ choices, window }, {}],
  kind: (request, { code }) => {
    const chosen = chosenOf(request, "meeting_type");
    return [{ choices: choicesWith(request.choices, "meeting_type", { ...chosen, codes: toggled(chosen.codes, code) }) }, {}];
  },
  toggle: (request, { list, key }) => [{ [list]: toggled(request[list] ?? [], key) }, {}],
  lanes: (request, { by }) => (by === request.lanes_by ? [{}, {}] : [{ lanes_by: by, pinned: [], listed: "" }, { more_lanes: 0 }]),
  // What was said in the other scheme is let go of; which lanes are unfolded the table says.
  scheme: (request, { scheme }) =>
    scheme === request.scheme
      ? [{}, {}]
      : [{ scheme, choices: choicesWith(request.choices, "region", { codes: [] }), unfolded: null, pinned: null, listed: "" }, {}],
  event: (request, { event }) => [{ event }, { move: [] }],
  bin: (request, { bin }) => [{ listed: formatBin(bin), event: "" }, { move: [] }],
  close: (request) => [request.event ? { event: "" } : { listed: "" }, { move: [] }],
  move: (request, { kind }, options) => [{}, { move: [...options.move, kind].slice(-MOST_MOVES) }],
  page: (request, { name, first }) => [{}, { [name]: Math.max(0, first) }],
  more: (request, { more_lanes }) => [{}, { more_lanes }],
  find: (request, { key, text }) => [{}, { find: text.trim() ? `${key}:${text}` : "" }],
};

export function reduce(state, act) {
  if (act.type === "open") return openState(act.search, state.revision + 1);
  if (act.type === "answered") return { ...state, search: null, request: act.request, options: { ...state.options, move: [] } };
  if (!state.request) return state; // nothing is on screen that could be acted on
  const [changed, options] = ACTS[act.type](state.request, act, state.options);
  const request = { ...state.request, ...changed };
  const isOther = ["choices", "window", "listed"].some((name) => changed[name] !== undefined);
  return {
    search: null,
    request,
    options: { ...state.options, ...(isOther ? FIRST_ROWS : {}), ...options },
    revision: state.revision + 1,
  };
}

const pad = (number, digits) => String(number).padStart(digits, "0");

// Days since 1970-01-01 as YYYY-MM-DD.
export function formatDay(day) {
  const date = new Date(EPOCH + day * DAY);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

// A cell as the timeline tells it: its lane, the strip's unit, its own unit and its first day.
export function formatBin([lane, stripUnit, unit, first]) {
  return [lane, stripUnit, unit, formatDay(first)].join("@");
}

const NOTHING = "none"; // as the only value: not even what the table opens on

// The page's own query of a state: all of it, be it as the table opens or not. What is shorter the server says.
export function formatQuery({ search, request }) {
  if (!request) return search;
  const query = new URLSearchParams();
  for (const [key, codes] of request.choices) for (const code of codes) query.append(key, code);
  for (const [key, , every] of request.choices) if (every) query.append("every", key);
  for (const [key, , , grey] of request.choices) if (grey) query.append("grey", key);
  const [first, last] = request.window.map(formatDay);
  query.append("window", first === last ? first : `${first}/${last}`);
  if (request.table) query.append("table", request.table);
  if (request.scheme) query.append("regions", request.scheme);
  query.append("lanes", request.lanes_by);
  for (const list of ["unfolded", "pinned"]) {
    for (const lane of request[list]?.length === 0 ? [NOTHING] : request[list] ?? []) query.append(list, lane);
  }
  if (request.event) query.append("event", request.event);
  if (request.listed) query.append("list", request.listed);
  return query.toString();
}

// What the route is told of a screen, behind the page's own query; what is as usual is left out.
export function formatOptions(options) {
  const query = new URLSearchParams();
  for (const name of ["more_lanes", ...Object.keys(FIRST_ROWS)]) if (options[name]) query.append(name, options[name]);
  if (options.find) query.append("find", options.find);
  if (options.move.length) query.append("move", options.move.join());
  return query.toString();
}

// The parameters of an address that are about the view, and no others' (Streamlit's, the language, a briefing's).
const OTHERS = ["lang", "embed", "embed_options", "briefing", "step"];

export function readSearch(search) {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part && !OTHERS.includes(part.split("=")[0]))
    .join("&");
}
