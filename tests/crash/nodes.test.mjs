// Two programs share one PostgreSQL and send to a real SMTP server; one is killed (-9) while it
// holds mails. All it held moves within a minute, and nobody gets a mail twice (invariant 3).
import test from "node:test";
import assert from "node:assert/strict";
import { canRun, twice } from "./program.mjs";
import { databases } from "../browser/parts.mjs";
import { both, finished, holder, mailsOf, moved } from "./two.mjs";
import { pause } from "../browser/house.mjs";

/** How long what a dead process held may stand still, in milliseconds. */
const MOVED_MAX = 60_000;

const postgres = databases().find((database) => database.name === "PostgreSQL");
const skip = canRun || process.env.TRAAD_PARTS === "required" ? !postgres && "PostgreSQL is missing" : "aiosmtpd is missing";

test("one of two programs is killed while it sends", { skip }, async () => {
  await both(postgres.url, async ({ rows, programs, server, release }) => {
    await release();
    const { node, program } = await holder(rows, programs, server);
    await program.end("SIGKILL");
    const killed = Date.now();
    const wire = mailsOf(rows, node, "attempting");
    const held = mailsOf(rows, node, "held");
    while (!moved(rows, node)) {
      assert.ok(Date.now() - killed < MOVED_MAX, `the work of ${node} stands still`);
      await pause(200);
    }
    const took = Date.now() - killed;
    const states = await finished(rows);
    console.log("killed", JSON.stringify({ wire, held, took, states }));
    assert.ok((states.unknown ?? 0) <= wire, `${states.unknown} are unknown and ${wire} were on the wire`);
    assert.equal(twice(server.taken()), 0);
  });
  postgres.remove();
});
