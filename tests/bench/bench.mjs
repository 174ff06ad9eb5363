// Measures what quality bars Q1, Q2, Q11 and Q12 ask, as ratios in one run with their reference
// beside them and a control that must fail, and what the README says of size and start.
// usage: node tests/bench/bench.mjs BINARY [--write]   (see bin/bench)
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, has, load, machine, median, memory, pause, start } from "./machine.mjs";
import { express, nginx } from "./references.mjs";

const [binary, ...options] = process.argv.slice(2);
const ROUNDS = 3;
const SECONDS = 4;
const CHROMIUM = process.env.TRAAD_CHROMIUM ?? "/usr/bin/chromium";
const required = process.env.TRAAD_PARTS === "required";
const work = mkdtempSync(join(tmpdir(), "traad-bench-"));
const running = [];
const rows = [];
const failed = [];

const skip = (what, why) => {
  if (required) throw new Error(`${what}: ${why}`);
  console.log(`SKIPPED: ${what}: ${why}`);
};
/** One figure: what, the figure, its bar (or none) and the reference. */
function figure(what, value, { bar, reference = "", ok = true } = {}) {
  rows.push({ what, value, bar: bar ?? "", reference });
  if (!ok) failed.push(`${what}: ${value}, bar ${bar}`);
  console.log(`${ok ? "  " : "✗ "}${what}: ${value}${bar ? `, bar ${bar}` : ""}${reference ? `, reference ${reference}` : ""}`);
}
/** A control must miss the bar; if it does not, the measurement shows nothing. */
function control(what, ratio, limit) {
  console.log(`  control: ${what}: ${ratio.toFixed(1)} × (must be over ${limit})`);
  if (ratio <= limit) failed.push(`control ${what} did not fail: ${ratio.toFixed(2)} × is within ${limit}`);
}

async function traad(data, more = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, TRAAD_DATA: data, TRAAD_ADDR: `127.0.0.1:${port}`, TRAAD_BASE_URL: base, RUST_LOG: "warn", ...more };
  const program = await start(binary, ["serve", "--demo"], `${base}/`, { env });
  running.push(program);
  return { ...program, base };
}

/** Articles up to 10,000, written straight into the file: the page that shows 28 of them reads rows only. */
function articles(file, sql = "") {
  const code = `import sqlite3,os
db=sqlite3.connect(${JSON.stringify(file)})
have=db.execute("select count(*) from article").fetchone()[0]
first=db.execute("select min(published_at) from article").fetchone()[0]
edition=db.execute("select edition_id from article limit 1").fetchone()[0]
for n in range(10000-have):
  db.execute("insert into article (message_id,edition_id,slug,title,main_point,theme,search,published_at,changed_at) values (?,?,?,?,?,'','',?,?)",(os.urandom(16),edition,"nyt-%d"%n,"Vi retter fortovet på vej nr. %d"%n,"Fliserne ligger skævt. Vi retter dem i denne uge.",first-n*60000,first-n*60000))
${sql ? `db.execute(${JSON.stringify(sql)})` : ""}
db.commit()
print(db.execute("select count(*) from article").fetchone()[0])`;
  const done = spawnSync("python3", ["-c", code], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stdout);
}

async function pages() {
  const missing = ["wrk", "nginx", "python3"].filter((program) => !has(program));
  if (missing.length > 0) return skip("Q1, Q2", `${missing.join(", ")} missing; sudo apt-get install wrk nginx-light python3`);
  const [data, slow] = [join(work, "many"), join(work, "slow")];
  for (const folder of [data, slow]) await (await traad(folder)).stop();
  articles(join(data, "traad.db"));
  // The control reads every row: the index that makes 28 of 10,000 cheap is taken away.
  articles(join(slow, "traad.db"), "drop index article_published");
  const many = await traad(data);
  const control2 = await traad(slow);
  const body = await (await fetch(`${many.base}/`, { headers: { "accept-encoding": "identity" } })).text();
  const reference = await nginx(work, body);
  running.push(reference);
  const node = await express(work, body, join(data, "traad.db"));
  if (node.why === undefined) running.push(node);
  const script = join(work, "each.lua");
  writeFileSync(script, "local n = 0\nfunction request() n = n + 1 return wrk.format('GET', '/?n=' .. n) end\n");
  const times = { nginx: [], cached: [], uncached: [], alone: [], slow: [], express: [], expressAlone: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.nginx.push(load(reference.pids, `${reference.base}/`, SECONDS));
    times.cached.push(load([many.pid], `${many.base}/`, SECONDS));
    times.uncached.push(load([many.pid], `${many.base}/`, SECONDS, script));
    times.alone.push(load([many.pid], `${many.base}/`, SECONDS, script, 1));
    times.slow.push(load([control2.pid], `${control2.base}/`, SECONDS, script));
    if (node.why !== undefined) continue;
    times.express.push(load([node.pid], `${node.base}/`, SECONDS, script));
    times.expressAlone.push(load([node.pid], `${node.base}/`, SECONDS, script, 1));
  }
  const us = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
  const ratio = (name) => us[name] / us.nginx;
  const bytes = `${Buffer.byteLength(body)} bytes`;
  figure("Q1 public page from memory, CPU a request", `${us.cached.toFixed(1)} µs = ${ratio("cached").toFixed(2)} × nginx`, { bar: "1.5 ×", reference: `nginx, same ${bytes}: ${us.nginx.toFixed(1)} µs`, ok: ratio("cached") <= 1.5 });
  control("Q1 with the page made anew each time", ratio("uncached"), 1.5);
  figure("Q2 front page made anew, 28 of 10,000 articles, CPU a request", `${us.uncached.toFixed(0)} µs = ${ratio("uncached").toFixed(1)} × nginx`, { bar: "8 ×", reference: `nginx: ${us.nginx.toFixed(1)} µs`, ok: ratio("uncached") <= 8 });
  control("Q2 without the index", ratio("slow"), 8);
  if (node.why === undefined) {
    const part = us.uncached / us.express;
    figure("Q2 the same against Express, EJS and SQLite", `${part.toFixed(2)} × Express`, { bar: "0.25 ×", reference: `Express, same ${bytes}: ${us.express.toFixed(0)} µs`, ok: part <= 0.25 });
    control("Q2 against Express without the index", us.slow / us.express, 0.25);
    // Without a bar: with one reader at a time nobody shares a read, and every thread sleeps in between.
    figure("The same with one reader at a time", `${us.alone.toFixed(0)} µs = ${(us.alone / us.expressAlone).toFixed(2)} × Express`, { reference: `Express: ${us.expressAlone.toFixed(0)} µs` });
  } else skip("Q2 against Express", node.why);
  for (const program of running.splice(0)) await program.stop();
}

async function starting() {
  const data = join(work, "demo");
  const first = await traad(data);
  figure("First start, filling the demo", `${(first.ms / 1000).toFixed(1)} s`);
  await first.stop();
  const times = [];
  let memoryNow = 0;
  for (let round = 0; round < 5; round += 1) {
    const again = await traad(data);
    times.push(again.ms);
    await pause(3_000);
    memoryNow = memory(again.pid);
    await again.stop(round === 3 ? "SIGKILL" : "SIGTERM");
  }
  const size = statSync(join(data, "traad.db")).size / 2 ** 20;
  figure("Q11 from start to the first page, demo in the database", `${median(times).toFixed(0)} ms`, { bar: "300 ms", reference: `database of ${size.toFixed(0)} MiB`, ok: median(times) <= 300 });
  figure("Q11 from start to the first page after kill -9", `${times[4].toFixed(0)} ms`, { bar: "2,000 ms", ok: times[4] <= 2_000 });
  figure("Memory with the demo, nobody asking", `${memoryNow.toFixed(0)} MiB`);
  figure("The program with everything in it", `${(statSync(binary).size / 2 ** 20).toFixed(1)} MiB`);
  return data;
}

async function weight(data) {
  if (!existsSync(CHROMIUM)) return skip("Q12", "Chromium is missing; sudo apt-get install chromium");
  const { chromium } = await import("playwright-core");
  const program = await traad(data);
  const chrome = await chromium.launch({ executablePath: CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"] });
  try {
    for (const [name, path] of [["front page", "/"], ["article", undefined]]) {
      const page = await (await chrome.newContext({ locale: "da-DK", viewport: { width: 390, height: 844 } })).newPage();
      const sizes = [];
      page.on("requestfinished", (request) => { sizes.push(request.sizes().then((size) => ({ url: request.url(), type: request.resourceType(), bytes: size.responseBodySize + size.responseHeadersSize }))); });
      if (path === undefined) {
        const front = await (await fetch(`${program.base}/`)).text();
        await page.goto(`${program.base}${/href="(\/news\/[^"]+)"/.exec(front)[1]}`, { waitUntil: "networkidle" });
      } else await page.goto(`${program.base}${path}`, { waitUntil: "networkidle" });
      const all = await Promise.all(sizes);
      const sum = (list) => list.reduce((total, one) => total + one.bytes, 0);
      const foreign = all.filter((one) => !one.url.startsWith(program.base) && !one.url.startsWith("data:"));
      const scripts = sum(all.filter((one) => one.type === "script"));
      const ok = sum(all) <= 60_000 && scripts <= 20_000 && foreign.length === 0;
      figure(`Q12 ${name} on a phone for the first time`, `${(sum(all) / 1000).toFixed(1)} kB in ${all.length} requests, ${(scripts / 1000).toFixed(1)} kB script`, { bar: "60 kB, 20 kB script, nothing from others", ok });
    }
  } finally {
    await chrome.close();
    await program.stop();
  }
}

function write(head) {
  const path = "README.md";
  const text = readFileSync(path, "utf8");
  const [begin, end] = ["<!-- figures: written by bin/bench --write -->", "<!-- end of figures -->"];
  if (!text.includes(begin) || !text.includes(end)) throw new Error(`${path} has no place for the figures`);
  const table = ["| what | figure | bar | reference |", "| --- | --- | --- | --- |", ...rows.map((row) => `| ${row.what} | ${row.value} | ${row.bar} | ${row.reference} |`)].join("\n");
  const inner = `${begin}\n${head}\n\n${table}\n${end}`;
  writeFileSync(path, text.slice(0, text.indexOf(begin)) + inner + text.slice(text.indexOf(end) + end.length));
}

try {
  const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
  const head = `${new Date().toISOString().slice(0, 10)}, ${version}, ${machine()}.`;
  console.log(head);
  await pages();
  await weight(await starting());
  if (options.includes("--write")) write(head);
} finally {
  for (const program of running) await program.stop();
  rmSync(work, { recursive: true, force: true });
}
if (failed.length > 0) {
  console.error(`\n${failed.join("\n")}`);
  process.exit(1);
}
