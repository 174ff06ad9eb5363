// What the measurements share: starting and stopping what they start, CPU time of a process, load
// by wrk, and the machine they ran on.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, totalmem, release } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

export { pause };
/** Ticks of /proc/PID/stat in a second (USER_HZ, always 100 on Linux). */
const TICKS = 100;

export const has = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
export const machine = () => `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`;
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/** Seconds of CPU that a process has used, its children not counted. */
export function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Memory that a process holds now, in MiB. */
export const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** The children of a process. */
export const children = (pid) => readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => {
  try { return readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /, "").split(" ")[1] === String(pid); } catch { return false; }
}).map(Number);

/** Starts a program and waits until an address answers 200; gives how long that took, in ms. */
export async function start(command, args, url, options = {}) {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], ...options });
  let log = "";
  child.stderr.on("data", (chunk) => { log = (log + chunk).slice(-4000); });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command} ended:\n${log}`);
    if (performance.now() - began > 120_000) throw new Error(`${command} does not answer:\n${log}`);
    try { if ((await fetch(url)).ok) break; } catch { /* not up yet */ }
    await pause(2);
  }
  const ms = performance.now() - began;
  const stop = async (signal = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => { child.once("exit", resolve); });
    child.kill(signal);
    await ended;
  };
  return { child, pid: child.pid, ms, stop, log: () => log };
}

/** CPU in microseconds for each request that `pids` answer while wrk asks for so many seconds, so many at once. */
export function load(pids, url, seconds, script, atOnce = 16) {
  const used = () => pids.reduce((sum, pid) => sum + cpu(pid), 0);
  const before = used();
  const done = spawnSync("wrk", ["-t1", `-c${atOnce}`, `-d${seconds}s`, ...(script ? ["-s", script] : []), url], { encoding: "utf8" });
  const requests = Number(/(\d+) requests in/.exec(done.stdout)?.[1] ?? 0);
  if (done.status !== 0 || requests === 0) throw new Error(done.stdout + done.stderr);
  if (/Non-2xx|Socket errors/.test(done.stdout)) throw new Error(`not every request was answered:\n${done.stdout}`);
  return ((used() - before) * 1e6) / requests;
}
