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
/** The most bytes an entry may have after gzip; the build fails above it. */
const LIMITS = { "site.css": 22_000, "desk.js": 20_000, "editor.js": 250_000 };

rmSync(out, { recursive: true, force: true });

const built = await esbuild.build({
  entryPoints: {
    site: join(here, "src/site.css"),
    desk: join(here, "src/desk.ts"),
    editor: join(here, "src/editor.ts"),
    icon: join(here, "src/icon.svg"),
  },
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
  if (entryPoint) {
    manifest[basename(entryPoint).replace(/\.ts$/, ".js")] = basename(file);
  }
}
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

let tooLarge = false;
for (const file of readdirSync(out).sort()) {
  const bytes = readFileSync(join(out, file));
  const packed = file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  const entry = Object.keys(manifest).find((name) => manifest[name] === file);
  const limit = LIMITS[entry];
  const isTooLarge = limit !== undefined && packed > limit;
  tooLarge ||= isTooLarge;
  const note = isTooLarge ? `  TOO LARGE, at most ${limit}` : "";
  console.log(`${file.padEnd(48)} ${String(bytes.length).padStart(8)} B ${String(packed).padStart(8)} B gzip${note}`);
}
process.exitCode = tooLarge ? 1 : 0;
