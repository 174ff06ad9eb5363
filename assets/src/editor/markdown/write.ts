// Writes blocks as Markdown that the server reads back unchanged. It follows crates/markup word for
// word: nothing is escaped in ordinary prose, and more than a person would where that is safer.

import { LineWriter, escaped } from "./line";
import { type Block, type Image, type Line, type List, plain, tidy } from "./model";

export function write(blocks: Block[]): string {
  const out: string[] = [];
  let twins = 0;
  let before: Block | undefined;
  for (const block of tidy(blocks)) {
    const areTwins = before?.kind === "list" && block.kind === "list" && before.ordered === block.ordered;
    twins = areTwins ? twins + 1 : 0;
    out.push(blockText(block, twins % 2 === 1));
    before = block;
  }
  return out.join("\n");
}

function blockText(block: Block, otherMarker: boolean): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${guardedEnd(inner(block.lines))}\n`;
    case "paragraph":
      return prefixed(inner(block.lines), "", "");
    case "quote": {
      const by = block.by ? `>\n> — ${inner([[plain(block.by)]])}\n` : "";
      return prefixed(inner(block.lines), "> ", "> ") + by;
    }
    case "image":
      return imageText(block);
    case "list":
      return listText(block, "", otherMarker);
  }
}

function imageText(image: Image): string {
  const decorative = image.decorative ? "#decorative" : "";
  const caption = image.caption ? ` "${escaped(image.caption).replaceAll('"', '\\"')}"` : "";
  return `![${escaped(image.alt)}](media:${image.media}${decorative}${caption})\n`;
}

function listText(list: List, indent: string, otherMarker: boolean): string {
  let out = "";
  list.items.forEach(({ lines, sublist }, at) => {
    const bullet = otherMarker ? "* " : "- ";
    const marker = list.ordered ? `${list.start + at}${otherMarker ? ")" : "."} ` : bullet;
    const below = indent + " ".repeat(marker.length);
    out += prefixed(inner(lines), indent + marker, below);
    if (sublist) {
      // Only a list from 1 may follow text directly.
      if (sublist.ordered && sublist.start !== 1) out += "\n";
      out += listText(sublist, below, false);
    }
  });
  return out;
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, at) => `${at === 0 ? first : rest}${line}\n`)
    .join("");
}

/** The inner text of a block; a line break is two spaces and a line end. */
function inner(lines: Line[]): string {
  return lines.map((line) => guardedStart(lineText(line))).join("  \n");
}

/** One line. Marks end before a link and begin again in it. */
function lineText(line: Line): string {
  const writer = new LineWriter();
  for (let at = 0; at < line.length; ) {
    const { href } = line[at]!;
    let end = at;
    while (end < line.length && line[end]!.href === href) end += 1;
    const run = line.slice(at, end);
    if (href === null) writer.run(run);
    else writer.link(href, run);
    at = end;
  }
  return writer.finish();
}

/** Escapes the number signs that would be taken for the end of a heading. */
function guardedEnd(heading: string): string {
  return heading.replace(/ (#+)$/, " \\$1");
}

/** Escapes what would make a line a heading, quote, list, rule or fence. */
function guardedStart(line: string): string {
  if (/^[#>\-+=~]/.test(line)) return `\\${line}`;
  return line.replace(/^(\d+)([.)])/, "$1\\$2");
}
