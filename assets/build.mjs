// Builds styles, scripts, fonts and icon into crates/web/assets/dist, each named by its content,
// and manifest.json from entry name to file name. Run: node assets/build.mjs

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { dkfds } from "./dkfds.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../crates/web/assets/dist");
/** The most bytes an entry may have after gzip, with the parts it loads; the build fails above it. */
const LIMITS = { "site.css": 10_500, "desk.css": 4_500, "desk.js": 20_000, "editor.js": 250_000 };

rmSync(out, { recursive: true, force: true });

const entries = ["site.css", "desk.css", "desk.ts", "editor.ts", "icon.svg"].map((file) => join(here, "src", file));
const built = await esbuild.build({
  entryPoints: entries,
  absWorkingDir: here,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [dkfds],
});

const manifest = {};
for (const [file, { entryPoint }] of Object.entries(built.metafile.outputs)) {
  if (entryPoint && entries.includes(join(here, entryPoint))) {
    manifest[basename(entryPoint).replace(/\.ts$/, ".js")] = basename(file);
  }
}
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

const packed = (file) => {
  const bytes = readFileSync(join(out, file));
  return file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
};
for (const file of readdirSync(out).sort()) {
  const bytes = readFileSync(join(out, file)).length;
  console.log(`${file.padEnd(48)} ${String(bytes).padStart(8)} B ${String(packed(file)).padStart(8)} B packed`);
}

/** A script with all that it imports, except what another entry brings. */
function withParts(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const key = Object.keys(built.metafile.outputs).find((path) => basename(path) === file);
  for (const { path } of built.metafile.outputs[key].imports) {
    const part = basename(path);
    if (part.endsWith(".js") && !Object.values(manifest).includes(part)) withParts(part, seen);
  }
  return seen;
}
for (const [entry, limit] of Object.entries(LIMITS)) {
  const total = [...withParts(manifest[entry])].reduce((sum, file) => sum + packed(file), 0);
  const isTooLarge = total > limit;
  console.log(`${entry.padEnd(12)} ${String(total).padStart(8)} of ${limit} B packed${isTooLarge ? ": TOO LARGE" : ""}`);
  if (isTooLarge) process.exitCode = 1;
}
