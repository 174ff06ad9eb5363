// The language server, as an editor that nobody here wrote uses it.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.TRAAD_BIN ?? "target/debug/traad";
const there = spawnSync("nvim", ["--version"]).status === 0;
const skip = there || process.env.TRAAD_PARTS === "required" ? false : "Neovim is missing";

test("Neovim underlines, mends one place, and mends the rest", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "traad-editor-"));
  try {
    const file = join(folder, "brev.md");
    writeFileSync(file, "😀 Såfremt du vil klage, så ring.\nKom i morgen.\n");
    const settings = { TRAAD_BIN: BINARY, TRAAD_DATA: folder, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder };
    const ran = spawnSync("nvim", ["--headless", "--clean", "-c", "luafile tests/language/editor.lua", file], { env: { ...process.env, ...settings }, encoding: "utf8", timeout: 60_000 });
    const seen = JSON.parse(ran.stdout || "{}");
    assert.ok(seen.found && !seen.wrong, seen.wrong ?? ran.stderr);
    const found = seen.found.find((one) => one.rule === "paper-words");
    assert.equal(found.text, "Såfremt");
    assert.match(found.message, /Hvis/i);
    assert.equal(seen.title, "Skriv »Hvis«");
    assert.deepEqual(seen.text, ["😀 Hvis du vil klage, så ring.", "Hvis vi ringer: Kom i morgen."]);
    assert.equal(seen.code, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
