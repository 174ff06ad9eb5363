// The real parts of the browser tests: an SMTP server, and databases on a PostgreSQL server.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./house.mjs";

const PYTHON = process.env.TRAAD_PYTHON ?? "python3";

/** A real SMTP server; `mails()` gives what has arrived, raw. */
export async function smtp() {
  const folder = mkdtempSync(join(tmpdir(), "traad-mail-"));
  const port = await freePort();
  const box = join(folder, "box");
  const child = spawn(PYTHON, ["tests/browser/smtp.py", String(port), box], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve, reject) => { child.stdout.once("data", resolve); child.once("exit", () => reject(new Error("the SMTP server did not start"))); });
  const mails = () => (existsSync(join(box, "new")) ? readdirSync(join(box, "new")).map((name) => readFileSync(join(box, "new", name), "utf8")) : []);
  const stop = async () => { const ended = new Promise((resolve) => child.once("exit", resolve)); child.stdin.end(); await ended; rmSync(folder, { recursive: true, force: true }); };
  return { url: `smtp://127.0.0.1:${port}`, mails, stop };
}

/** The databases to run on: SQLite always, PostgreSQL when TRAAD_TEST_POSTGRES names a server. */
export function databases() {
  const all = [{ name: "SQLite", url: undefined, remove: () => {} }];
  const server = process.env.TRAAD_TEST_POSTGRES;
  if (server) {
    const name = `b_${process.pid}_${Date.now()}`;
    const psql = (sql) => { const done = spawnSync("psql", [server, "-qc", sql], { encoding: "utf8" }); if (done.status !== 0) throw new Error(done.stderr); };
    all.push({ name: "PostgreSQL", get url() { psql(`create database ${name}`); return server.replace(/\/[^/]*$/, `/${name}`); }, remove: () => psql(`drop database if exists ${name} with (force)`) });
  } else if (process.env.TRAAD_PARTS === "required") {
    throw new Error("TRAAD_TEST_POSTGRES is not set and parts are required");
  }
  return all;
}

/** Decodes a quoted-printable or base64 mail enough to look for words and links. */
export function decode(raw) {
  const parts = raw.split(/\r?\n\r?\n/);
  const text = raw.replace(/=\r?\n/g, "").replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"));
  const base64 = parts.filter((part) => /^[A-Za-z0-9+/=\r\n]{40,}$/.test(part.trim())).map((part) => Buffer.from(part, "base64").toString("utf8"));
  return [text, ...base64].join("\n");
}
