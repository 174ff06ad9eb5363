// LanguageTool's protocol, as a client library that nobody here wrote speaks it.
import test from "node:test";
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { start } from "../browser/house.mjs";

const PYTHON = process.env.TRAAD_PYTHON ?? "python3";
const there = spawnSync(PYTHON, ["-c", "import language_tool_python"]).status === 0;
const skip = there || process.env.TRAAD_PARTS === "required" ? false : "language-tool-python is missing";

const ask = (base, text) => new Promise((resolve, reject) => {
  const client = spawn(PYTHON, ["tests/language/client.py", base, text], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, wrong] = ["", ""];
  client.stdout.on("data", (chunk) => { out += chunk; });
  client.stderr.on("data", (chunk) => { wrong += chunk; });
  client.on("exit", (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(wrong))));
});

test("language-tool-python finds and corrects", { skip }, async () => {
  const house = await start({ settings: { TRAAD_LANGUAGE_OPEN: "true" } });
  try {
    const told = await ask(house.base, "Såfremt du vil klage, skal du ringe. Vi har modtagett brevet.");
    const of = (rule) => told.found.find((match) => match.rule === rule);
    assert.deepEqual(of("paper-words"), { rule: "paper-words", text: "Såfremt", instead: ["Hvis"] });
    assert.equal(of("spelling").text, "modtagett");
    assert.equal(told.corrected, "Hvis du vil klage, skal du ringe. Vi har modtaget brevet.");
  } finally {
    await house.stop();
  }
});

test("without an open door it is told why", { skip }, async () => {
  const house = await start();
  try {
    await assert.rejects(ask(house.base, "Vi har modtagett brevet."), /apiKey|403/);
  } finally {
    await house.stop();
  }
});
