// The program is killed again and again (-9) while it sends to a real SMTP server: every receiver
// ends as accepted, failed or unknown, nobody gets a mail twice without a person's choice, and what
// is unknown is at most what was on the wire at the kills (invariant 3, quality bar R1).
// TRAAD_KILLS and TRAAD_TOPICS make it larger; TRAAD_FIGURES names a file for what was counted.
import test from "node:test";
import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, pause } from "../browser/house.mjs";
import { databases } from "../browser/parts.mjs";
import { canRun, release, smtp, sql, start, twice } from "./program.mjs";

const KILLS = Number(process.env.TRAAD_KILLS ?? 10);
/** How many mails of a dispatch are on the wire at once (dispatch/src/send.rs). */
const AT_ONCE = 4;

/** The same numbers every time, so that a failure can be looked at again (Park and Miller 1988). */
function chance(seed) {
  let state = seed;
  return (below) => { state = (state * 48271) % 2147483647; return state % below; };
}

/**
 * Releases and kills; gives what is wrong afterwards. `forgets` stands for a program that does not
 * remember what it was attempting: the control.
 */
async function life(url, kills, forgets) {
  const folder = mkdtempSync(join(tmpdir(), "traad-crash-"));
  const server = await smtp(folder);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, TRAAD_DATA: folder, TRAAD_ADDR: `127.0.0.1:${port}`, TRAAD_BASE_URL: base, TRAAD_SMTP_URL: server.url, RUST_LOG: "error" };
  delete env.TRAAD_DATABASE_URL;
  if (url) env.TRAAD_DATABASE_URL = url;
  const rows = (statement) => sql(folder, url, statement);
  let program;
  try {
    program = await start(env, base);
    const before = new Set(rows("select distinct dispatch_id from delivery where state <> 'queued'").map(([id]) => id)).size;
    await release(base);
    const random = chance(20261122);
    let [killed, wire, largest] = [0, 0, 0];
    for (; killed < kills; killed += 1) {
      const until = server.taken().length + 3 + random(Math.max(5, Math.floor(1500 / kills)));
      for (let waited = 0; server.taken().length < until && waited < 30_000; waited += 5) await pause(5);
      await program.end("SIGKILL");
      for (const [number] of rows("select count(*) from delivery where state = 'attempting' group by dispatch_id").map(([one]) => [Number(one)])) {
        wire += number;
        largest = Math.max(largest, number);
      }
      if (forgets) rows("update delivery set state = 'queued', next_at = 0 where state in ('held', 'attempting')");
      // On a shared database nobody may take over before the dead one has been silent for half a minute: time passes here.
      if (url) rows("update node set seen_at = 0");
      program = await start(env, base);
    }
    let states;
    for (let i = 0; ; i += 1) {
      states = Object.fromEntries(rows("select state, count(*) from delivery where reference is null or reference <> '' group by state").map(([state, number]) => [state, Number(number)]));
      if (!states.queued && !states.held && !states.attempting && Object.keys(states).length > 0) break;
      if (i > 600) throw new Error(`it does not end: ${JSON.stringify(states)}`);
      await pause(500);
    }
    const all = rows("select lower(hex(id)), state, address from delivery where reference is null or reference <> ''".replace("lower(hex(id))", url ? "replace(cast(id as text), '-', '')" : "lower(hex(id))"));
    const taken = server.taken();
    const again = twice(taken);
    const addresses = new Set(taken.map((line) => line.split(" ")[1]));
    const number = (state) => all.filter(([, of]) => of === state).length;
    const figures = { recipients: all.length, accepted: number("accepted"), failed: number("failed"), unknown: number("unknown"), twice: again, kills: killed, wire, largest, taken: taken.length };
    const wrong = [];
    if (figures.accepted + figures.failed + figures.unknown !== figures.recipients) wrong.push("somebody is in no final state");
    if (again > 0) wrong.push(`${again} got a mail twice`);
    if (figures.unknown > wire) wrong.push(`${figures.unknown} are unknown and ${wire} were on the wire at the kills`);
    if (largest > AT_ONCE) wrong.push(`${largest} of one dispatch were on the wire at once`);
    const lost = all.filter(([, state, address]) => state === "accepted" && !addresses.has(address)).length;
    if (lost > 0) wrong.push(`${lost} are accepted and were never taken`);
    const hidden = all.filter(([, state, address]) => state === "failed" && addresses.has(address)).length;
    if (hidden > 0) wrong.push(`${hidden} failed and were taken`);
    if (before === 0) wrong.push("the demo has no past");
    return { figures, wrong };
  } finally {
    await program?.end("SIGKILL");
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const skip = canRun || process.env.TRAAD_PARTS === "required" ? false : "aiosmtpd is missing";
for (const database of databases()) {
  test(`killed while sending, on ${database.name}`, { skip }, async () => {
    try {
      const { figures, wrong } = await life(database.url, KILLS, false);
      console.log(database.name, JSON.stringify(figures));
      if (process.env.TRAAD_FIGURES) appendFileSync(process.env.TRAAD_FIGURES, `${JSON.stringify({ bar: "R1", database: database.name, ...figures })}\n`);
      assert.deepEqual(wrong, []);
      assert.ok(figures.recipients >= 1_000 && figures.kills === KILLS, JSON.stringify(figures));
    } finally {
      database.remove();
    }
  });
}

test("the control: a program that forgets what it was attempting sends twice", { skip }, async () => {
  const { figures, wrong } = await life(undefined, 6, true);
  console.log("control", JSON.stringify(figures));
  assert.ok(wrong.some((one) => one.includes("twice")), JSON.stringify(figures));
});
