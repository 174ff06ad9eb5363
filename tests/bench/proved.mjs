// Writes what bin/prove found: node tests/bench/proved.mjs BINARY BARS FIGURES FILE
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { machine } from "./machine.mjs";

const [binary, bars, figures, file] = process.argv.slice(2);
const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
const rows = readFileSync(bars, "utf8").trim().split("\n").map((line) => line.split("\t"));
const counted = existsSync(figures) ? readFileSync(figures, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
const text = `# What was proved at full size

Written by \`bin/prove\`; do not edit.
${new Date().toISOString().slice(0, 10)}, ${version}, ${machine()}.

| bar | what | | took |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}

## R1, counted

A mail is "unknown" when the program was killed while it was on the wire or before its answer was noted; nobody gets it again unless a person chooses.

| database | recipients | accepted | failed | unknown | on the wire at the kills | most at once | sent twice | kills |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${counted.filter((one) => one.bar === "R1").map((one) => `| ${[one.database, one.recipients, one.accepted, one.failed, one.unknown, one.wire, one.largest, one.twice, one.kills].join(" | ")} |`).join("\n")}

## Lanes, counted

${counted.filter((one) => one.figures).map((one) => `- ${one.bar} on ${one.database}: ${one.figures}`).join("\n")}
`;
writeFileSync(file, text);
console.log(`\n${text}`);
