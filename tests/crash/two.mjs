// Two programs on one database, and what they hold of it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, pause } from "../browser/house.mjs";
import { release, smtp, sql, start } from "./program.mjs";

/** How late the mail server answers, in seconds: a claim is under way for a fifth of a second. */
const LATE = 0.02;

/** Starts two programs that share a database, and cleans up after `use`. */
export async function both(url, use) {
  const folder = mkdtempSync(join(tmpdir(), "traad-nodes-"));
  const server = await smtp(folder, LATE);
  const programs = [];
  try {
    let base;
    for (let number = 0; number < 2; number += 1) {
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      const env = { ...process.env, TRAAD_DATA: folder, TRAAD_ADDR: `127.0.0.1:${port}`, TRAAD_BASE_URL: base, TRAAD_SMTP_URL: server.url, TRAAD_DATABASE_URL: url, RUST_LOG: "error" };
      programs.push(await start(env, base));
    }
    const rows = (statement) => sql(folder, url, statement);
    return await use({ rows, programs, server, release: () => release(base, ["plans"]) });
  } finally {
    for (const program of programs) { program.signal("SIGCONT"); await program.end("SIGKILL"); }
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const mailsOf = (rows, node, state) => Number(rows(`select count(*) from delivery where node = '${node}' and state = '${state}'`)[0][0]);

/** Whether nothing of a node's is under way any more, neither mails nor jobs. */
export const moved = (rows, node) =>
  Number(rows(`select (select count(*) from delivery where node = '${node}' and state in ('held', 'attempting')) + (select count(*) from job where node = '${node}' and state = 'running')`)[0][0]) === 0;

/**
 * The program that holds mails now that many have left. With a signal it gets that first, and
 * again until it holds some at that moment.
 */
export async function holder(rows, programs, server, signal) {
  const before = server.taken().length;
  for (let waited = 0; server.taken().length < before + 30; waited += 1) { assert.ok(waited < 1_500, "nothing is sent"); await pause(20); }
  for (let tries = 0; tries < 500; tries += 1) {
    const found = rows("select n.id, n.name from delivery v join node n on n.id = v.node where v.state = 'held' group by n.id, n.name having count(*) > 8 limit 1");
    const pid = Number(found[0]?.[1].split(" ").at(-1));
    const program = programs.find((one) => one.pid === pid);
    if (program) {
      const node = found[0][0];
      if (!signal) return { node, program };
      program.signal(signal);
      await pause(100);
      if (mailsOf(rows, node, "held") > 4) return { node, program };
      program.signal("SIGCONT");
    }
    await pause(10);
  }
  throw new Error("nobody holds mails");
}

/** Waits until every mail has come to its end; gives how many stand where. */
export async function finished(rows) {
  for (let i = 0; i < 300; i += 1) {
    const states = Object.fromEntries(rows("select state, count(*) from delivery group by state").map(([state, number]) => [state, Number(number)]));
    if (!states.queued && !states.held && !states.attempting) return states;
    await pause(200);
  }
  throw new Error("it does not end");
}

/** Waits until a process gives a sign of life again, under whichever id. */
export async function awake(rows, pid) {
  const now = Date.now();
  for (let i = 0; i < 300; i += 1) {
    if (Number(rows(`select count(*) from node where name like '% ${pid}' and seen_at >= ${now}`)[0][0]) > 0) return;
    await pause(100);
  }
  throw new Error("it does not wake");
}
