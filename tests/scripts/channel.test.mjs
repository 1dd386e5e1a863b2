// The channel: the newest question counts, what fails is asked again or said, and what was fetched is not fetched twice.

import assert from "node:assert/strict";
import test from "node:test";
import { Channel } from "../../components/panels/explorer/channel.js";

// A channel with a server that answers when it is told: `asked` are its requests, oldest first.
function toChannel() {
  const asked = [];
  const [said, pauses] = [[], []];
  const ask = (address, { headers, signal }) => new Promise((resolve, reject) => {
    const answer = (status, body, more = {}) => resolve({ status, text: async () => body, headers: { get: (name) => more[name] ?? null } });
    signal.addEventListener("abort", () => reject(Object.assign(new Error("aborted"), { name: "AbortError" })));
    asked.push({ address, table: headers["Timeline-Table"], signal, answer, fail: () => reject(new TypeError("Failed to fetch")) });
  });
  const later = (act, milliseconds) => pauses.push({ act, milliseconds });
  const act = {
    answered: ({ n }, isChanged) => said.push(["answered", n, isChanged]),
    refused: (status, sentence) => said.push(["refused", status, sentence]),
    away: (isAway) => said.push(["away", isAway]),
  };
  const channel = new Channel(act, ask, later);
  return { channel, asked, said, pauses };
}

const settle = () => new Promise((done) => { setImmediate(done); });

async function respond(request, n, more) {
  request.answer(200, JSON.stringify({ n }), more);
  await settle();
}

test("a question has its address and its table, and is answered", async () => {
  const { channel, asked, said } = toChannel();
  channel.send("/a", "server");
  assert.deepEqual([asked[0].address, asked[0].table], ["/a", "server"]);
  await respond(asked[0], 1);
  assert.deepEqual(said, [["answered", 1, false]]);
});

test("an answer may say that there is another version by now", async () => {
  const { channel, asked, said } = toChannel();
  channel.send("/a", "server");
  await respond(asked[0], 1, { "Timeline-Changed": "1" });
  assert.deepEqual(said, [["answered", 1, true]]);
});

test("the newest question counts: the one before is aborted, and heard no more", async () => {
  const { channel, asked, said } = toChannel();
  channel.send("/a", "server");
  channel.send("/b", "server");
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [true, false]);
  await respond(asked[0], 1);
  await respond(asked[1], 2);
  assert.deepEqual(said, [["answered", 2, false]]);
});

test("the same question is not sent twice while it is asked, and is for another table", async () => {
  const { channel, asked } = toChannel();
  channel.send("/a", "server");
  channel.send("/a", "server");
  assert.equal(asked.length, 1);
  channel.send("/a", "token");
  assert.equal(asked.length, 2);
});

test("where the server cannot be reached it is asked again, later each time, and this is said once, and that it is back", async () => {
  const { channel, asked, said, pauses } = toChannel();
  channel.send("/a", "server");
  for (let times = 0; times < 7; times += 1) {
    if (times % 2) asked.at(-1).answer(times % 3 ? 502 : 504, "<html>");
    else asked.at(-1).fail();
    await settle();
    assert.deepEqual(said, [["away", true]]);
    pauses.at(-1).act();
  }
  assert.deepEqual(pauses.map(({ milliseconds }) => milliseconds), [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  await respond(asked.at(-1), 1);
  assert.deepEqual(said, [["away", true], ["away", false], ["answered", 1, false]]);
});

test("another question takes the place of one that waits for the server", async () => {
  const { channel, asked, said, pauses } = toChannel();
  channel.send("/a", "server");
  asked[0].fail();
  await settle();
  channel.send("/b", "server");
  pauses[0].act(); // were it not cleared
  await respond(asked[1], 2);
  assert.deepEqual(said.at(-1), ["answered", 2, false]);
});

test("what is refused is said, and asked again when somebody wants it", async () => {
  const { channel, asked, said } = toChannel();
  channel.send("/a", "server");
  asked[0].answer(503, JSON.stringify({ error: "The engine is away." }));
  await settle();
  assert.deepEqual(said, [["refused", 503, "The engine is away."]]);
  channel.repeat();
  assert.deepEqual([asked.length, asked[1].address, asked[1].table], [2, "/a", "server"]);
  await respond(asked[1], 1);
  assert.deepEqual(said.at(-1), ["answered", 1, false]);
});

for (const [body, sentence] of [["<html>", ""], ["{}", ""], ["", ""]]) {
  test(`a refusal without a sentence is one all the same: ${body}`, async () => {
    const { channel, asked, said } = toChannel();
    channel.send("/a", "server");
    asked[0].answer(500, body);
    await settle();
    assert.deepEqual(said, [["refused", 500, sentence]]);
  });
}

test("where nothing was asked there is nothing to repeat", () => {
  const { channel, asked } = toChannel();
  channel.repeat();
  assert.equal(asked.length, 0);
});

test("what was answered once is not asked again", async () => {
  const { channel, asked, said } = toChannel();
  for (const [n, address] of ["/a", "/b"].entries()) {
    channel.send(address, "server");
    await respond(asked[n], n);
  }
  channel.send("/a", "server");
  await settle();
  assert.equal(asked.length, 2);
  assert.deepEqual(said.at(-1), ["answered", 0, false]);
  channel.forget();
  channel.send("/a", "server");
  await settle();
  assert.equal(asked.length, 3);
});

test("the answers that are kept are bounded, and the oldest goes first", async () => {
  const { channel, asked } = toChannel();
  for (let n = 0; n < 13; n += 1) {
    channel.send(`/${n}`, "server");
    await respond(asked[n], n);
  }
  channel.send("/1", "server");
  await settle();
  assert.equal(asked.length, 13);
  channel.send("/0", "server");
  await settle();
  assert.equal(asked.length, 14);
  assert.equal(channel.kept.size, 12);
});

test("what was fetched ahead is there when it is asked for, be it on its way still or not", async () => {
  for (const isLate of [true, false]) {
    const { channel, asked, said } = toChannel();
    channel.fetchAhead("/next", "server");
    if (!isLate) await respond(asked[0], 1);
    channel.send("/next", "server");
    if (isLate) await respond(asked[0], 1);
    await settle();
    assert.equal(asked.length, 1);
    assert.deepEqual(said, [["answered", 1, false]]);
  }
});

test("what was fetched ahead is aborted by another question", async () => {
  const { channel, asked, said } = toChannel();
  channel.fetchAhead("/next", "server");
  channel.send("/other", "server");
  assert.deepEqual([asked[0].signal.aborted, asked[1].signal.aborted], [true, false]);
  await respond(asked[1], 2);
  assert.deepEqual(said, [["answered", 2, false]]);
  channel.send("/next", "server");
  await settle();
  assert.equal(asked.length, 3);
});

test("nothing is fetched ahead while something is asked, nor what is kept, nor twice", async () => {
  const { channel, asked } = toChannel();
  channel.send("/a", "server");
  channel.fetchAhead("/next", "server");
  assert.equal(asked.length, 1);
  await respond(asked[0], 1);
  channel.fetchAhead("/a", "server");
  channel.fetchAhead("/next", "server");
  channel.fetchAhead("/next", "server");
  assert.equal(asked.length, 2);
});

test("another guess ends the one before", () => {
  const { channel, asked } = toChannel();
  channel.fetchAhead("/one", "server");
  channel.fetchAhead("/two", "server");
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [true, false]);
});

test("what could not be fetched ahead is asked for once it is wanted, and nobody is told before", async () => {
  for (const fail of [(request) => request.fail(), (request) => request.answer(503, "{}")]) {
    const { channel, asked, said } = toChannel();
    channel.fetchAhead("/next", "server");
    channel.send("/next", "server");
    fail(asked[0]);
    await settle();
    assert.deepEqual([said.length, asked.length], [0, 2]);
    await respond(asked[1], 1);
    assert.deepEqual(said, [["answered", 1, false]]);
  }
});

test("a channel that is gone ends what it asked, and says nothing more", async () => {
  const { channel, asked, said, pauses } = toChannel();
  channel.send("/a", "server");
  channel.dispose();
  await respond(asked[0], 1);
  assert.ok(asked[0].signal.aborted);
  channel.fetchAhead("/next", "server");
  channel.dispose();
  assert.ok(asked[1].signal.aborted);
  assert.deepEqual([said, pauses], [[], []]);
});

// Browsers refuse to have it called as a method of anything but their window.
test("the page's own clock is called as browsers want it called", async () => {
  const own = globalThis.setTimeout;
  const waited = [];
  globalThis.setTimeout = function later(_act, milliseconds) {
    if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
    waited.push(milliseconds);
  };
  try {
    const channel = new Channel({ away() {} }, () => Promise.reject(new TypeError("Failed to fetch")));
    await channel.send("/a", "server").catch(() => null);
  } finally {
    globalThis.setTimeout = own;
  }
  assert.deepEqual(waited, [500]);
});
