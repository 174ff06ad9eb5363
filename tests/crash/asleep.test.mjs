// One of two programs on a PostgreSQL is stopped (SIGSTOP) while it holds mails, for longer than it
// may be silent, and goes on when the other has taken over: it sends nothing twice. In the control
// a hand makes the mails look like its own again, and it sends them.
import test from "node:test";
import assert from "node:assert/strict";
import { canRun, twice } from "./program.mjs";
import { databases } from "../browser/parts.mjs";
import { awake, both, finished, holder, mailsOf, moved } from "./two.mjs";
import { pause } from "../browser/house.mjs";

const postgres = databases().find((database) => database.name === "PostgreSQL");
const skip = canRun || process.env.TRAAD_PARTS === "required" ? !postgres && "PostgreSQL is missing" : "aiosmtpd is missing";

/** Stops the program that sends, lets the other take over, and wakes it; gives what was counted. */
async function asleep({ rows, programs, server }, hurry, meddle) {
  const before = twice(server.taken());
  const { node, program } = await holder(rows, programs, server, "SIGSTOP");
  const mine = rows(`select id, lease_until from delivery where node = '${node}' and state = 'held'`);
  hurry(rows, node);
  for (let i = 0; !moved(rows, node); i += 1) { assert.ok(i < 400, "nobody takes over"); await pause(200); }
  const unknown = mailsOf(rows, node, "unknown");
  await finished(rows);
  meddle(rows, node, mine);
  program.signal("SIGCONT");
  await awake(rows, program.pid);
  // What it would send it sends now.
  await pause(2_000);
  await finished(rows);
  return { held: mine.length, unknown, twice: twice(server.taken()) - before };
}

test("a program that was stopped sends nothing twice when it wakes", { skip }, async (t) => {
  await both(postgres.url, async (house) => {
    await t.test("silent for longer than it may be", async () => {
      await house.release();
      const figures = await asleep(house, () => {}, () => {});
      console.log("asleep", JSON.stringify(figures));
      assert.ok(figures.held > 0, "it held something");
      assert.equal(figures.twice, 0);
    });
    await t.test("the control: without the fence it sends what the other has sent", async () => {
      await house.release();
      // Its silence is written by hand, so that nobody waits half a minute again.
      const hurry = (rows, node) => rows(`update node set seen_at = 0 where id = '${node}'`);
      const figures = await asleep(house, hurry, (rows, node, mine) => {
        for (const [id, lease] of mine) rows(`update delivery set state = 'held', node = '${node}', lease_until = ${lease} where id = '${id}'`);
        rows(`update node set gone_at = null, seen_at = ${Date.now()} where id = '${node}'`);
      });
      console.log("asleep, control", JSON.stringify(figures));
      assert.ok(figures.twice > 0, JSON.stringify(figures));
    });
  });
  postgres.remove();
});
