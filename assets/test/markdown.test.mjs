// The editor's Markdown is the server's: the same examples as crates/markup, and nothing is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { read, write } = await load("editor/markdown.ts");

const tags = ({ text, strong, emphasis, href }) => {
  let out = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  if (emphasis) out = `<em>${out}</em>`;
  if (strong) out = `<strong>${out}</strong>`;
  return href ? `<a ${href}>${out}</a>` : out;
};
const lines = (all) => all.map((line) => line.map(tags).join("")).join("<br>");
const list = ({ ordered, start, items }) => {
  const name = ordered ? "ol" : "ul";
  const inner = items.map((item) => `<li>${lines(item.lines)}${item.sublist ? list(item.sublist) : ""}</li>`).join("");
  return `<${name}${start === 1 ? "" : ` ${start}`}>${inner}</${name}>`;
};
const html = (blocks) =>
  blocks
    .map((block) => {
      if (block.kind === "heading") return `<h${block.level}>${lines(block.lines)}</h${block.level}>`;
      if (block.kind === "paragraph") return `<p>${lines(block.lines)}</p>`;
      if (block.kind === "quote") return `<q>${lines(block.lines)}${block.by ? `|${block.by}` : ""}</q>`;
      if (block.kind === "image") return `<img ${block.media} ${block.alt}${block.decorative ? "decorative" : ""} ${block.caption}>`;
      return list(block);
    })
    .join("");

test("reading", () => {
  for (const [markdown, expected] of [
    ["Kære læser", "<p>Kære læser</p>"],
    ["# Et\n\n## To\n\n#### Fire", "<h2>Et</h2><h2>To</h2><h3>Fire</h3>"],
    ["a *b* **c** ***d***", "<p>a <em>b</em> <strong>c </strong><strong><em>d</em></strong></p>"],
    ["Med venlig hilsen\nKommunen", "<p>Med venlig hilsen<br>Kommunen</p>"],
    ["- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"],
    ["4. a\n5. b", "<ol 4><li>a</li><li>b</li></ol>"],
    ["1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"],
    ["> Godt\n>\n> — Borger", "<q>Godt|Borger</q>"],
    ["[her](https://x.dk)", "<p><a https://x.dk>her</a></p>"],
    ["[her](/a?b=1&c=2)", "<p><a /a?b=1&c=2>her</a></p>"],
    ["[her](side.html)", "<p>her</p>"],
    ["<post@sundby.dk>", "<p><a mailto:post@sundby.dk>post@sundby.dk</a></p>"],
    ['![Skole](media:s.jpg "Ny")', "<img s.jpg Skole Ny>"],
    ["![x](media:s.jpg#decorative)", "<img s.jpg decorative >"],
    ["a ![b](media:c) d", "<p>a</p><img c b ><p>d</p>"],
    ["![b](https://x.dk/c.png)", "<p><a https://x.dk/c.png>b</a></p>"],
    ["<b>fed</b>", "<p>&lt;b&gt;fed&lt;/b&gt;</p>"],
    ["`kode`", "<p>kode</p>"],
    ["```js\na\n  b\n```", "<p>a<br>b</p>"],
    ["    a\n    b", "<p>a<br>b</p>"],
    ["~~ud~~", "<p>~~ud~~</p>"],
    ["a\n\n---\n\nb", "<p>a</p><p>b</p>"],
    ["> - a\n> - b", "<q>- a<br>- b</q>"],
    ["- > a\n- # b\n- c\n\n  d", "<ul><li>a</li><li>b</li><li>c<br>d</li></ul>"],
    ["- [ ] a", "<ul><li>[ ] a</li></ul>"],
    [
      "- a\n  - b\n    - c\n      - d\n        - e",
      "<ul><li>a<ul><li>b<ul><li>c</li><li>d</li><li>e</li></ul></li></ul></li></ul>",
    ],
    ["3. maj er fri", "<p>3. maj er fri</p>"],
    ["1. maj", "<p>1. maj</p>"],
    ["3. maj: a\n\n17. juni: b", "<p>3. maj: a</p><p>17. juni: b</p>"],
    ["2026. Godt år", "<p>2026. Godt år</p>"],
    ["1234.", "<p>1234.</p>"],
    ["Kl. 12.\n\n1234.\n\nSlut", "<p>Kl. 12.</p><p>1234.</p><p>Slut</p>"],
    ["7)", "<p>7)</p>"],
    ["1.\n2.", "<p>1.</p><p>2.</p>"],
    ["- a\n  12.\n- b", "<ul><li>a<br>12.</li><li>b</li></ul>"],
    ["> 1234.", "<q>1234.</q>"],
    ["1. a\n2.\n3. b", "<ol><li>a</li><li>b</li></ol>"],
    ["- 3. maj: a\n- 17. juni: b", "<ul><li>3. maj: a</li><li>17. juni: b</li></ul>"],
    ["- x\n\n  3. a\n  7. b", "<ul><li>x<ul><li>3. a</li><li>7. b</li></ul></li></ul>"],
    ["3) a", "<p>3. a</p>"],
    ["[klik](javascript:alert)", "<p>klik</p>"],
  ]) {
    assert.equal(html(read(markdown)), expected, markdown);
  }
});

test("ordinary prose is written without escapes", () => {
  for (const [markdown, expected] of [
    ["Vi ses kl. 14.30 - husk 1.250,50 kr. & 10 % (ca.)!"],
    ["## Overskrift\n\nEn **fed** og _skrå_ linje\n\n- a\n  1. b\n  2. c\n- d"],
    ["> Godt\n>\n> — Borger Å"],
    ["a  \nb"],
    ["a\nb", "a  \nb"],
    ["* a\n* b", "- a\n- b"],
    ['![x](media:y "z")'],
    ["# #1", "## \\#1"],
    ["## C\\#", "## C#"],
    ["## C \\#"],
    ["3. maj", "3\\. maj"],
    ["**Hus**et"],
    ["- a\n\n* b"],
  ]) {
    assert.equal(write(read(markdown)), `${expected ?? markdown}\n`);
  }
});

/** Small numbers that look random and are the same in every run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const WORDS = ["a", "bø", " ", "*", "_", "**", "[", "](/x)", "!", "\\", "`", "<", "&amp;", "3. ", "- ", "#", "> ", "—", ".", "å1", "\u00a0", "😀", "(", "=", "~", "|"];

function someLine(roll) {
  return Array.from({ length: 1 + roll(4) }, () => ({
    text: Array.from({ length: 1 + roll(4) }, () => WORDS[roll(WORDS.length)]).join(""),
    strong: roll(3) === 0,
    emphasis: roll(3) === 0,
    href: roll(6) === 0 ? "https://x.dk/a_(b)?c=1&d=*" : null,
  }));
}

const someLines = (roll) => Array.from({ length: 1 + roll(3) }, () => someLine(roll));

function someList(roll, depth) {
  const items = Array.from({ length: 1 + roll(3) }, () => ({
    lines: someLines(roll),
    sublist: depth < 3 && roll(3) === 0 ? someList(roll, depth + 1) : null,
  }));
  const ordered = roll(2) === 0;
  return { kind: "list", ordered, start: ordered && roll(3) === 0 ? 4 : 1, items };
}

function someBlock(roll) {
  switch (roll(5)) {
    case 0:
      return { kind: "heading", level: 2 + roll(2), lines: someLines(roll) };
    case 1:
      return { kind: "quote", lines: someLines(roll), by: roll(2) ? "Borger" : null };
    case 2:
      return someList(roll, 1);
    case 3:
      return { kind: "image", media: "a-b_c.jpg", alt: "Æ [x] *y*", decorative: false, caption: roll(2) ? 'Et "citat"' : "" };
    default:
      return { kind: "paragraph", lines: someLines(roll) };
  }
}

test("nothing is lost between writing and reading", () => {
  for (let seed = 1; seed <= 4_000; seed += 1) {
    const roll = dice(seed);
    const markdown = write(Array.from({ length: 1 + roll(3) }, () => someBlock(roll)));
    const again = write(read(markdown));
    assert.equal(again, markdown, `seed ${seed}\n${JSON.stringify(read(markdown))}`);
  }
});

test("any text can be read", () => {
  for (let seed = 1; seed <= 4_000; seed += 1) {
    const roll = dice(seed);
    const text = Array.from({ length: roll(40) }, () => [...WORDS, "\n", "\n", "  ", "1) ", "---", "```", "+ "][roll(WORDS.length + 7)]).join("");
    const once = write(read(text));
    assert.equal(write(read(once)), once, JSON.stringify(text));
  }
});

test("hostile lengths take no long time", () => {
  for (const text of [">".repeat(50_000), "- ".repeat(5_000), "![".repeat(20_000), "*a ".repeat(5_000), "`".repeat(20_000), "[".repeat(20_000)]) {
    const began = performance.now();
    read(text);
    assert.ok(performance.now() - began < 3_000, text.slice(0, 6));
  }
});
