// The one way to ask for answers: the newest question counts, others are aborted; what fails is asked again or said.

const PAUSES = [500, 1000, 2000, 4000, 8000]; // milliseconds before a server that can't be reached is asked again
const MOST_KEPT = 12; // answers, for steps back and for what was fetched ahead
const AWAY = [502, 504]; // what a proxy says of a server that can't be reached

export class Channel {
  // act: { answered(answer, isChanged), refused(status, sentence), away(isAway) }. ask: as `fetch`.
  constructor(act, ask = (...given) => fetch(...given), later = (...given) => setTimeout(...given)) {
    this.act = act;
    this.ask = ask;
    this.later = later;
    this.kept = new Map(); // by question: the text of an answer, or a promise of it; the newest last
    this.isAway = false;
  }

  // Ask for an address, with the name of the table in a header; what was asked before is no longer wanted.
  async send(address, table) {
    if (this.asked?.key === `${table} ${address}` && !this.asked.isRefused) return undefined;
    const question = this.begin(address, table);
    if (this.ahead && this.ahead.key !== question.key) this.stopAhead();
    const kept = this.kept.get(question.key);
    if (kept) {
      const text = await kept;
      if (text && this.asked === question) return this.answer(question, text, false);
      if (this.asked !== question) return undefined;
    }
    return this.attempt(question, 0);
  }

  begin(address, table) {
    this.asked?.controller.abort();
    clearTimeout(this.timer);
    this.asked = { address, table, key: `${table} ${address}`, controller: new AbortController() };
    return this.asked;
  }

  // Ask once more what was asked last.
  repeat() {
    if (this.asked) this.send(this.asked.address, this.asked.table);
  }

  async attempt(question, times) {
    let got;
    try {
      got = await this.fetchText(question);
    } catch (error) {
      if (this.asked !== question || error.name === "AbortError") return;
      got = { status: AWAY[0] };
    }
    if (this.asked !== question) return;
    if (AWAY.includes(got.status)) {
      this.setAway(true);
      this.timer = this.later(() => this.attempt(question, times + 1), PAUSES[Math.min(times, PAUSES.length - 1)]);
      return;
    }
    this.setAway(false);
    if (got.status === 200) this.answer(question, got.text, got.isChanged);
    else {
      question.isRefused = true; // and can be repeated
      this.act.refused(got.status, readError(got.text));
    }
  }

  async fetchText({ address, table, controller }) {
    const response = await this.ask(address, { headers: { "Timeline-Table": table }, signal: controller.signal });
    const text = await response.text();
    return { status: response.status, text, isChanged: response.headers.get("Timeline-Changed") === "1" };
  }

  answer(question, text, isChanged) {
    this.keep(question.key, text);
    this.asked = null;
    this.act.answered(JSON.parse(text), isChanged);
  }

  keep(key, text) {
    this.kept.delete(key);
    this.kept.set(key, text);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
  }

  setAway(isAway) {
    if (this.isAway !== isAway) this.act.away(isAway);
    this.isAway = isAway;
  }

  // Fetch what is likely to be asked next, while nothing else is asked; any other question ends it.
  fetchAhead(address, table) {
    const key = `${table} ${address}`;
    if (this.asked || this.kept.has(key)) return;
    this.stopAhead();
    const question = { address, table, key, controller: new AbortController() };
    this.ahead = question;
    const text = this.fetchText(question)
      .then((got) => (got.status === 200 ? got.text : null))
      .catch(() => null)
      .then((got) => {
        if (this.ahead === question) this.ahead = null;
        if (got === null) this.kept.delete(key);
        else if (this.kept.has(key)) this.kept.set(key, got);
        return got;
      });
    this.keep(key, text);
  }

  stopAhead() {
    if (!this.ahead) return;
    this.ahead.controller.abort();
    this.kept.delete(this.ahead.key);
    this.ahead = null;
  }

  forget() {
    this.kept.clear();
  }

  dispose() {
    this.stopAhead();
    this.asked?.controller.abort();
    this.asked = null;
    clearTimeout(this.timer);
  }
}

function readError(text) {
  try {
    return JSON.parse(text).error ?? "";
  } catch {
    return "";
  }
}
