// Gives tests a TypeScript module as the build makes it.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const sources = join(dirname(fileURLToPath(import.meta.url)), "../src");

export async function load(module) {
  const outfile = join(mkdtempSync(join(tmpdir(), "traad-test-")), "module.mjs");
  await esbuild.build({ entryPoints: [join(sources, module)], bundle: true, format: "esm", outfile, logLevel: "error" });
  return import(pathToFileURL(outfile).href);
}
