// The explorer: one component that holds the state of the view, asks the server's route for what it looks like, and
// gives every part its share. Streamlit's script runs for none of it.

import { _, speak } from "../../messages/messages.js";
import { button, disposeWith, element, preventFading, sendAlone } from "../dom.js";
import { Address } from "./address.js";
import { Channel } from "./channel.js";
import { Filters } from "./filters.js";
import { Lists } from "./lists.js";
import { Pending } from "./pending.js";
import { loadPlotly } from "./plotly_dom.js";
import { SidePanel } from "./side_panel.js";
import { Timeline } from "./timeline.js";
import { formatOptions, formatQuery, openState, reduce } from "./view_state.js";

const TOLD_AFTER = 500; // milliseconds of rest before an open panel of Streamlit's is told what is shown
const REST_AFTER = 250; // milliseconds of rest before lists in sight, and then the likely next answer, are fetched
const GONE = 410;
const OLD_PROGRAM = 409;
const instances = new WeakMap();

class Explorer {
  constructor(parent) {
    this.root = parent.querySelector(".explorer");
    preventFading(this.root);
    this.root.hidden = false; // until its style was there, nothing of it was
    this.state = null;
    this.drawn = null; // the answer that is on screen
    this.wanted = new Set(); // parts that no answer has brought yet
    this.isStep = false; // whether what was asked for is a step in the browser's history
    const act = (given, deliberate = true) => this.dispatch(given, deliberate);
    this.pending = new Pending(this.root.querySelector(".timeline"), this.root.querySelector(".explorer-status"));
    this.address = new Address((search) => this.onAddress(search));
    this.filters = new Filters(this.root.querySelector(".filters"), act, (parts) => this.ask(parts));
    this.timeline = new Timeline(this.root.querySelector(".timeline"), {
      act,
      fit: () => this.fit(),
      release: () => this.drawWaiting(),
      setTheme: (kind) => this.address.setTheme(kind),
      theme: () => this.address.readTheme(),
    });
    this.side = new SidePanel(this.root.querySelector(".explorer-side"), act);
    this.lists = new Lists(this.root, act, (parts) => this.ask(parts));
    this.channel = new Channel({
      answered: (answer, isChanged) => this.take(answer, isChanged),
      refused: (status, sentence) => this.refuse(status, sentence),
      away: (isAway) => this.pending.setAway(isAway),
    });
    this.notices = {
      ignored: this.root.querySelector(".explorer-ignored"),
      failure: this.root.querySelector(".explorer-failure"),
    };
  }

  // What Streamlit's script gives: the table, the words, what was asked of the page from elsewhere. Never an answer.
  async update(component) {
    const { data } = component;
    const before = this.boot;
    this.boot = data;
    this.send = (name, value) => sendAlone(() => component.setStateValue(name, value));
    this.call = (name, value) => sendAlone(() => component.setTriggerValue(name, value));
    speak(data.messages);
    const spoken = JSON.stringify(data.messages);
    if (spoken !== this.spoken) this.sayWords();
    this.spoken = spoken;
    this.timeline.setRoom(data);
    requestAnimationFrame(() => this.fit()); // it may have another theme, which Streamlit sets after this
    this.loading ??= loadPlotly(data.plotly).then(
      (plotly) => this.timeline.start(plotly, data.config),
      (error) => { this.loading = null; this.timeline.showError(error); },
    );
    const isOther = ["version", "token", "code", "language", "linked"].some((name) => before?.[name] !== data[name]);
    const isSent = data.go.number > (before?.session === data.session ? before.go.number : 0);
    if (isSent) this.dispatch({ type: "open", search: data.go.query }, Boolean(this.state));
    else if (!this.state) this.open(this.address.read());
    else if (isOther) this.open(formatQuery(this.state));
    this.tellLater(before?.open ? TOLD_AFTER : 0);
    await this.loading;
  }

  sayWords() {
    this.filters.sayWords();
    this.timeline.sayWords();
    this.side.sayWords();
    this.lists.sayWords();
  }

  open(search) {
    this.say("");
    this.state = openState(search, this.state?.revision ?? 0);
    this.ask(this.listParts());
  }

  listParts() {
    return ["timeline", "filters", "card", "list"];
  }

  // Back or Forward. Another table or another language is the script's to begin with: it is told, and answers `linked`.
  onAddress(search) {
    this.isStep = false;
    const isOther = this.address.isAboutAnother(this.boot.code) || this.address.readLanguage() !== this.boot.language;
    if (!isOther) {
      this.open(search);
      return;
    }
    this.state = openState(search, this.state?.revision ?? 0);
    this.pending.start();
    this.call("link", this.address.count());
  }

  dispatch(act, deliberate) {
    const before = this.state;
    const state = this.state ? reduce(this.state, act) : openState(act.search ?? "");
    if (state === before) return;
    this.say("");
    this.likely = likelyAfter(act, before?.request);
    this.state = state;
    this.isStep ||= deliberate && !["page", "more", "find"].includes(act.type);
    this.ask(this.partsOf(act));
    this.filters.show(state.request);
  }

  // What an act changes of what is on screen, as parts of an answer.
  partsOf({ type, name }, state = this.state) {
    const { request, options } = state;
    if (type === "page") return [{ listing_from: "table", listed_from: "list", undated_from: "undated" }[name]];
    if (type === "find") return ["filters"];
    if (type === "more") return ["timeline"];
    const beside = !request || request.event || options.move.length ? ["card"] : request.listed ? ["list"] : [];
    if (type === "open") return this.listParts();
    if (type === "bin") return beside;
    if (["event", "move", "close"].includes(type)) return ["timeline", ...beside];
    return ["timeline", ...beside, ...this.filters.wanted()]; // the lists are asked for once the picture is there
  }

  ask(parts) {
    parts.forEach((part) => this.wanted.add(part));
    if (!this.state || !this.wanted.size || !this.timeline.isShown) return;
    this.waiting = null;
    clearTimeout(this.restTimer);
    this.pending.start();
    this.channel.send(this.format(this.state, this.wanted), this.boot.token || "server");
  }

  // The address of an answer. What is the same for all who see the same comes in the same order: it is a key, too.
  format(state, parts) {
    const { version, program, route, language } = this.boot;
    const { width, theme } = this.timeline.shape;
    const own = new URLSearchParams({ width, theme, today: today(), lang: language, parts: [...parts].toSorted().join(), version, program });
    if (!state.request && this.address.beyond) own.append("beyond", this.address.beyond);
    return `${route}?${[formatQuery(state), own, formatOptions(state.options)].filter(String).join("&")}`;
  }

  take(answer, isChanged) {
    this.wanted.clear();
    this.state = reduce(this.state, { type: "answered", request: answer.request });
    this.waiting = answer;
    this.showFailure("");
    if (isChanged && this.outdated !== this.boot.version) { // the script says so and offers the new version
      this.outdated = this.boot.version;
      this.call("changed", this.address.count());
    }
    this.drawWaiting();
  }

  // Draw the newest answer, unless the hand is on the timeline or it has moved on.
  async drawWaiting() {
    const answer = this.waiting;
    if (!answer || !this.timeline.isReady) return;
    if (answer.timeline && this.timeline.isBusy) return;
    this.waiting = null;
    const { timeline, request } = answer;
    // The picture first: it measures itself, and the browser would lay out all that has changed around it.
    if (timeline) await this.timeline.draw(timeline, request);
    if (timeline) {
      this.root.querySelector(".sentence").innerHTML = timeline.sentence;
      this.root.querySelector(".explorer-gaps").innerHTML = timeline.gaps;
      this.drawWays(timeline);
      this.drawn = answer;
    }
    if (timeline && !answer.filters) this.filters.forget();
    if (answer.filters) this.filters.draw(answer.filters, this.state.request ?? request);
    this.filters.show(this.state.request ?? request, timeline?.names);
    if (answer.ignored) this.say(answer.ignored); // until something else is done
    this.side.draw(answer, request);
    this.lists.draw(answer);
    if (timeline) this.timeline.count();
    this.side.keepInSight(this.timeline.findShown(request));
    if (!this.waiting && !this.wanted.size) this.pending.finish();
    // The browser lays the whole page out before it writes an address: not ahead of the picture.
    requestAnimationFrame(() => setTimeout(() => this.rest(answer)));
  }

  rest(answer) {
    if (this.waiting || this.wanted.size) return;
    this.address.write(answer.query, this.isStep, this.boot.language);
    this.isStep = false;
    this.tellLater();
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      if (!this.lists.askInSight()) this.fetchAhead();
    }, REST_AFTER);
  }

  // Fetch the answer to the likely next step, with the parts that it would be asked for.
  fetchAhead() {
    if (!this.likely || this.wanted.size) return;
    const state = reduce(this.state, this.likely);
    this.channel.fetchAhead(this.format(state, this.partsOf(this.likely, state)), this.boot.token || "server");
  }

  // While a panel of Streamlit's is open its script is told what is shown, once, when the hand has rested for a while; and
  // at once where the panel has just opened and knows less.
  tellLater(pause = TOLD_AFTER) {
    clearTimeout(this.tellTimer);
    if (!this.boot.open) return;
    this.tellTimer = setTimeout(() => {
      if (this.wanted.size || !this.drawn) return;
      const { width, theme } = this.timeline.shape;
      const { seen, go, ...known } = this.boot;
      const search = this.address.read();
      if (seen !== search || known.width !== width || known.theme !== theme) this.send("told", { search, width, theme, go: go.number });
    }, pause);
  }

  fit() {
    this.timeline.shape.theme = this.timeline.shape.readTheme();
    if (this.drawn && this.timeline.fits(this.drawn.timeline)) return;
    this.ask(this.drawn ? ["timeline"] : this.listParts());
  }

  refuse(status, sentence) {
    if (status === OLD_PROGRAM) {
      window.location.reload();
      return;
    }
    const named = JSON.stringify([this.boot.version, this.boot.token, this.boot.session]);
    if (status === GONE && this.gone !== named) { // the script finds the table that there is
      this.gone = named;
      this.call("link", this.address.count());
    }
    this.pending.finish(true);
    this.showFailure(sentence || _("The server could not answer."));
  }

  showFailure(sentence) {
    const again = button("", _("Try again"), () => {
      this.pending.start();
      this.channel.repeat();
    });
    this.notices.failure.replaceChildren(...(sentence ? [element("p", "error", sentence), again] : []));
  }

  // Say as markup which parts of an address were ignored.
  say(ignored) {
    const said = element("p", "error");
    said.innerHTML = ignored;
    this.notices.ignored.replaceChildren(...(ignored ? [said] : []));
  }

  drawWays({ ways, more }) {
    const lead = (words, act) => button("explorer-way", words, () => this.dispatch(act, true));
    this.root.querySelector(".explorer-ways").replaceChildren(
      ...ways.map(({ words, choices, window: period }) => lead(words, { type: "select", choices, window: period })),
    );
    const rest = more ? [element("p", "quiet", more.words), lead(_("Show more lanes"), { type: "more", more_lanes: more.more_lanes })] : [];
    this.root.querySelector(".explorer-more").replaceChildren(...rest);
  }

  dispose() {
    clearTimeout(this.tellTimer);
    clearTimeout(this.restTimer);
    this.channel.dispose();
    for (const part of [this.address, this.filters, this.timeline, this.lists, this.pending]) part.dispose();
  }
}

// What is likely to be done next: who goes along, by events or by periods, goes on so; null where nobody can tell.
function likelyAfter(act, before) {
  if (act.type === "move") return act;
  if (act.type !== "window" || !before) return null;
  const [first, last] = act.window;
  const by = first - before.window[0];
  return by && by === last - before.window[1] ? { type: "window", window: [first + by, last + by] } : null;
}

// The visitor's own day, which the timeline marks.
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Explorer(parent));
  const explorer = instances.get(parent);
  explorer.update(component).catch((error) => explorer.timeline.showError(error));
  return disposeWith(parent, instances);
}
