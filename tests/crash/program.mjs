// What the tests of this folder share: the program as a process that can be killed, a real mail
// server beside it, its database from outside, and a message that goes to many readers.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, pause } from "../browser/house.mjs";

const BINARY = process.env.TRAAD_BIN ?? "target/debug/traad";
const PYTHON = process.env.TRAAD_PYTHON ?? "python3";
const TOPICS = (process.env.TRAAD_TOPICS ?? "schools").split(",");
export const canRun = spawnSync(PYTHON, ["-c", "import aiosmtpd"]).status === 0;

/** A real mail server that notes what it takes, and answers `late` seconds later. */
export async function smtp(folder, late = 0) {
  const [port, file] = [await freePort(), join(folder, "taken")];
  const child = spawn(PYTHON, ["tests/crash/smtp.py", String(port), file, String(late)], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve, reject) => { child.stdout.once("data", resolve); child.once("exit", () => reject(new Error("the SMTP server did not start"))); });
  const taken = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("delivery-")) : []);
  const stop = async () => { const ended = new Promise((resolve) => { child.once("exit", resolve); }); child.stdin.end(); await ended; };
  return { url: `smtp://127.0.0.1:${port}`, taken, stop };
}

/** One statement on the program's database, from outside; rows as arrays of texts. */
export function sql(data, url, statement) {
  if (url) {
    const done = spawnSync("psql", [url, "-qtAF", "\t", "-c", statement], { encoding: "utf8", maxBuffer: 1e8 });
    if (done.status !== 0) throw new Error(done.stderr);
    return done.stdout.split("\n").filter(Boolean).map((line) => line.split("\t"));
  }
  const code = "import sqlite3,sys,json\ndb=sqlite3.connect(sys.argv[1],timeout=20)\nrows=db.execute(sys.argv[2]).fetchall()\ndb.commit()\nprint(json.dumps([[str(v) for v in r] for r in rows]))";
  const done = spawnSync("python3", ["-c", code, join(data, "traad.db"), statement], { encoding: "utf8", maxBuffer: 1e8 });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

/** Starts the program; `signal` sends it one, `end` waits until it is gone. */
export async function start(env, base) {
  const child = spawn(BINARY, ["serve", "--demo"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk) => { log = (log + chunk).slice(-4000); });
  const gone = new Promise((resolve) => { child.once("exit", resolve); });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${log}`);
    try { if ((await fetch(`${base}/healthz`)).ok) break; } catch { /* not up yet */ }
    await pause(20);
  }
  return { pid: child.pid, signal: (name) => child.kill(name), end: async (name) => { child.kill(name); await gone; } };
}

/** Somebody of the demo, signed in, without a browser; fields are pairs, or a form with files. */
export async function person(base, role) {
  const cookies = new Map();
  const ask = async (path, fields) => {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "), "sec-fetch-site": "same-origin" };
    const answer = await fetch(base + path, { redirect: "manual", headers, ...(fields ? { method: "POST", body: fields instanceof FormData ? fields : new URLSearchParams(fields) } : {}) });
    for (const cookie of answer.headers.getSetCookie()) { const [name, value] = cookie.split(";")[0].split("="); cookies.set(name, value); }
    const body = await answer.text();
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status}\n${body}`);
    return { body, location: answer.headers.get("location") ?? "" };
  };
  const login = (await ask("/login")).body;
  const before = login.slice(0, login.indexOf(`<strong>${role}</strong>`));
  await ask("/login/demo", [["person", /.*name="person" value="([^"]+)"/s.exec(before)[1]]]);
  return ask;
}

/** Writes, approves and releases a message to the readers of the topics. */
export async function release(base, topics = TOPICS) {
  const author = await person(base, "kommunikationskonsulent");
  const head = await person(base, "centerchef for Vej og Park");
  const editor = (await author("/messages/new")).body;
  const unit = /<option value="([^"]+)"[^>]*>Center for Vej og Park</.exec(editor)[1];
  const made = await author("/messages", [
    ["title", "Broen er spærret"], ["main-point", "Broen er spærret for alle. Gå over ved stationen."],
    ["body", "Vi siger til, når du kan komme over igen."], ["internal-text", "Mange vil ringe. Henvis til stationen."],
    ["side", "external"], ["role", "service"], ["character", "neutral"], ["goal", "informed-in-time"], ["unit", unit],
    ["contact-function", "afdelingsleder i Vej og Park"], ["contact-phone", "55 00 03 00"], ["contact-email", "vej@sundby.example"],
    ...topics.map((topic) => ["topics", topic]), ...["staff-feed", "staff-mail", "website", "newsletter"].map((channel) => ["channels", channel]),
  ]);
  const id = made.location.split("/")[2];
  await author(`/messages/${id}/approval-request`, []);
  // The request is the newest in the queue of whoever must answer.
  const queue = (await head("/approvals")).body;
  for (const [, request] of queue.matchAll(/href="\/approvals\/([^"]+)"/g)) {
    if ((await head(`/approvals/${request}`)).body.includes("Broen er spærret")) { await head(`/approvals/${request}/approval`, []); break; }
  }
  await author(`/messages/${id}/exemption`, [["kind", "danger"], ["reason", "Broen kan falde sammen"]]);
  await author(`/messages/${id}/schedule`, []);
}

/** How many mails somebody got more than once; `lines` are what the mail server took. */
export function twice(lines) {
  const names = new Map();
  for (const line of lines) names.set(line, (names.get(line) ?? 0) + 1);
  return [...names.values()].filter((number) => number > 1).length;
}
