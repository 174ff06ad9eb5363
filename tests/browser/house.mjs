// A running program and a real browser for the browser tests: starts `traad serve --demo` on a
// free port with a throw-away data folder, and stops it by its process id.
import { chromium } from "playwright-core";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const CHROMIUM = process.env.TRAAD_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const hasBrowser = () => existsSync(CHROMIUM);

export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/** Starts the program; `lead` is the lead time of internal first, in minutes, `settings` are variables. */
export async function start({ databaseUrl, smtpUrl, lead, settings = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), "traad-browser-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, TRAAD_DATA: data, TRAAD_ADDR: `127.0.0.1:${port}`, TRAAD_BASE_URL: base, ...settings };
  if (databaseUrl) env.TRAAD_DATABASE_URL = databaseUrl;
  if (smtpUrl) env.TRAAD_SMTP_URL = smtpUrl;
  const binary = process.env.TRAAD_BIN ?? "target/debug/traad";
  if (lead !== undefined) {
    const file = join(data, "strategy.toml");
    writeFileSync(file, readFileSync("strategies/sundby.toml", "utf8").replace(/lead_time_minutes = \d+/, `lead_time_minutes = ${lead}`));
    const adopted = spawnSync(binary, ["strategy", "adopt", file], { env, encoding: "utf8" });
    if (adopted.status !== 0) throw new Error(adopted.stdout + adopted.stderr);
  }
  const child = spawn(binary, ["serve", "--demo"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk) => { log += chunk; });
  // On a busy machine the demo's two years take their time.
  for (let i = 0; ; i += 1) {
    if (child.exitCode !== null || i > 1_200) throw new Error(`the program is not up:\n${log}`);
    try { if ((await fetch(`${base}/healthz`)).ok) break; } catch { /* not up yet */ }
    await pause(50);
  }
  /** Runs a command beside the program, such as `topic add`. */
  const command = (...words) => {
    const done = spawnSync(binary, words, { env, encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stdout + done.stderr);
    return done.stdout;
  };
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { base, data, command, stop, log: () => log };
}

export async function browser() {
  const instance = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return { instance, close: () => instance.close() };
}

/** A page of a fresh person; everything that goes wrong in it is kept in `faults`. */
export async function person(instance, base, { width = 1280, height = 900, colorScheme = "light" } = {}) {
  const context = await instance.newContext({ baseURL: base, locale: "da-DK", timezoneId: "Europe/Copenhagen", viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`); });
  return { context, page, faults };
}

export async function signIn(page, role) {
  await page.goto("/login");
  await page.locator("button", { has: page.locator("strong", { hasText: new RegExp(`^${role}$`) }) }).click();
  await page.waitForURL("**/desk");
}

export { pause };
