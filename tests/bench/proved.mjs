// Writes what bin/prove found: node tests/bench/proved.mjs BINARY BARS FIGURES FILE
// Bars that were not run this time keep what the file has of them, with their day.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { machine } from "./machine.mjs";

const [binary, bars, figures, file] = process.argv.slice(2);
const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
const day = new Date().toISOString().slice(0, 10);
const lines = (path) => (existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : []);
const before = lines(file);
const run = lines(bars).map((line) => [...line.split("\t"), day]);
const counted = lines(figures).map((line) => JSON.parse(line));

const ran = new Set(run.map(([bar]) => bar));
const barOf = (line) => /^\| ([A-Z]\d+) \|/.exec(line)?.[1] ?? /^- ([A-Z]\d+) /.exec(line)?.[1];
const table = before.filter((line) => /^\| [A-Z]\d+ \|/.test(line));
const fresh = (bar) => run.filter(([id]) => id === bar).map((row) => `| ${row.join(" | ")} |`);
const known = table.map(barOf);
const rows = [...table.flatMap((line) => (ran.has(barOf(line)) ? fresh(barOf(line)) : [line])), ...run.filter(([id]) => !known.includes(id)).map((row) => `| ${row.join(" | ")} |`)];
const killed = ran.has("R1")
  ? counted.filter((one) => one.bar === "R1").map((one) => `| ${[one.database, one.recipients, one.accepted, one.failed, one.unknown, one.wire, one.largest, one.twice, one.kills].join(" | ")} |`)
  : before.filter((line) => /^\| (SQLite|PostgreSQL) \|/.test(line));
const lanes = [...before.filter((line) => line.startsWith("- ") && !ran.has(barOf(line))), ...counted.filter((one) => one.figures).map((one) => `- ${one.bar} on ${one.database}: ${one.figures}`)];

const text = `# What was proved at full size

Written by \`bin/prove\`; do not edit.
${version}, ${machine()}.

| bar | what | | took | day |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

## R1, counted

A mail is "unknown" when the program was killed while it was on the wire or before its answer was noted; nobody gets it again unless a person chooses.

| database | recipients | accepted | failed | unknown | on the wire at the kills | most at once | sent twice | kills |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${killed.join("\n")}

## Lanes, counted

${lanes.join("\n")}
`;
writeFileSync(file, text);
console.log(`\n${text}`);
