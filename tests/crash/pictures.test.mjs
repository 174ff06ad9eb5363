// Quality bar S5: pictures that unpack to much more than they are, several at once, within a ceiling of memory.
import test from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { freePort } from "../browser/house.mjs";
import { person, start } from "./program.mjs";

/** How many come at once; `bin/prove` sends six. */
const AT_ONCE = Number(process.env.TRAAD_PICTURES ?? 3);
/** What one picture may take, and what stands beside it: the files as they came, and the answers (bytes). */
const CEILING = 220e6 + 120e6;

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name), data]);
  const number = (value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; };
  return Buffer.concat([number(data.length), body, number(crc32(body))]);
};

/** A PNG of one colour: some hundred kilobytes, and as many million points as are taken at most. */
function flat(side, shade) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0); head.writeUInt32BE(side, 4); head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, shade)]);
  const rows = Buffer.concat(Array.from({ length: side }, () => row));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

const peak = (pid) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;

test(`${AT_ONCE} pictures of 62 million points at once stay below the ceiling`, { timeout: 300_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "traad-pictures-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const program = await start({ ...process.env, TRAAD_DATA: data, TRAAD_ADDR: `127.0.0.1:${port}`, TRAAD_BASE_URL: base }, base);
  try {
    const author = await person(base, "kommunikationskonsulent");
    const form = (file, alt) => {
      const fields = new FormData();
      fields.set("file", new Blob([file]), "a.png"); fields.set("alt", alt); fields.set("rights", "own"); fields.set("editor", "1");
      return fields;
    };
    await author("/library", form(flat(64, 9), "En grå flade"));
    const files = Array.from({ length: AT_ONCE }, (_, number) => flat(7_900, 40 + number));
    assert.ok(files.every((file) => file.length < 1e6), "they are small as they come");
    const before = peak(program.pid);
    // One that must wait too long for its turn is told so: it may be sent again.
    const sent = files.map((file, number) => author("/library", form(file, `Flade ${number}`)).then(() => "taken", (error) => (/: 503/.test(error.message) ? "later" : Promise.reject(error))));
    const alive = await fetch(`${base}/healthz`);
    assert.equal(alive.status, 200, "and somebody else is answered meanwhile");
    const answers = await Promise.all(sent);
    assert.ok(answers.includes("taken"), answers.join());
    const grown = peak(program.pid) - before;
    assert.ok(grown < CEILING, `it grew by ${Math.round(grown / 1e6)} MB`);
    console.log(`# ${AT_ONCE} at once: ${Math.round(grown / 1e6)} MB; ${answers.join(", ")}`);
  } finally {
    await program.end("SIGTERM");
    rmSync(data, { recursive: true, force: true });
  }
});
