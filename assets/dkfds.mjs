// Det Fælles Designsystem as one small style sheet: compiled, in our colours and sizes, and only
// the rules whose classes some template uses. An esbuild plugin that answers for `dkfds.scss`.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The system's fixed palette and the variable of ours that stands for each colour. */
const PALETTE = {
  white: "surface",
  "#f5f5f5": "sunk",
  "#dcdcdc": "line",
  "#bfbfbf": "line-strong",
  "#8e8e8e": "line-strong",
  "#707070": "ink-2",
  "#454545": "field-line",
  "#1a1a1a": "ink",
  "#358000": "good",
  "#ddf7ce": "good-soft",
  "#febb30": "warn-line",
  "#ffeecc": "warn-soft",
  "#cc0000": "bad",
  "#ffe0e0": "bad-soft",
  "#1b86c3": "info",
  "#e2f2fb": "info-soft",
};

/** What stands in no template and in no script. */
const KEPT = [/^sr-only$/, /aria/, /disabled/];

/** The system counts in rems of 10 px; ours are the reader's own, mostly 16 px. */
function inOurRems(css) {
  return css.replace(/(\d*\.?\d+)rem\b/g, (_, number) => `${Number((Number(number) * 0.625).toFixed(4))}rem`);
}

function inOurColours(css) {
  return css.replace(/#[0-9a-f]{6}\b|(?<=:[^;{}]*)\bwhite\b(?!-)/gi, (colour) => {
    const name = PALETTE[colour.toLowerCase()];
    if (!name) throw new Error(`dkfds has the colour ${colour}, which PALETTE does not know`);
    return `var(--${name})`;
  });
}

/** Pictures of the system are not served; ours stand in the style sheet. */
function withoutPictures(css) {
  return css.replace(/background-image:\s*url\([^)]*\);?/g, "");
}

async function sheet(file) {
  const compiled = sass.compile(file, { quietDeps: true, silenceDeprecations: ["if-function", "global-builtin", "import"] }).css;
  const css = inOurColours(inOurRems(withoutPictures(compiled)));
  const [purged] = await new PurgeCSS().purge({
    content: ["crates/**/src/**/*.html", "assets/src/**/*.ts"].map((pattern) => join(root, pattern)),
    css: [{ raw: css }],
    safelist: KEPT,
    keyframes: true,
    variables: false,
  });
  return purged.css;
}

export const dkfds = {
  name: "dkfds",
  setup(build) {
    build.onLoad({ filter: /dkfds\.scss$/ }, async ({ path }) => ({ contents: await sheet(path), loader: "css" }));
  },
};
