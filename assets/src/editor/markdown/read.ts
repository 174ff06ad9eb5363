// Reads Markdown into blocks: the subset the server knows. What it has no block for stays as text.

import { type Inline, readInlines } from "./inline";
import { type Block, type Item, type Line, type List, oneLine, plain, plainText, tidy } from "./model";

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?: +|\t|$)/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const BLANK = /^\s*$/;
/** How deep quotes and lists are looked into; below it their signs stay as text. */
const MAX_DEPTH = 20;

export function read(markdown: string): Block[] {
  return tidy(blocks(markdown.replace(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"), 0));
}

function blocks(lines: string[], depth: number): Block[] {
  if (depth > MAX_DEPTH) return [{ kind: "paragraph", lines: lines.map((line) => [plain(line)]) }];
  const out: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    if (BLANK.test(line) || RULE.test(line)) {
      at += 1;
      continue;
    }
    at +=
      fence(lines, at, out) ??
      heading(line, out) ??
      quote(lines, at, out, depth) ??
      list(lines, at, out, depth) ??
      paragraph(lines, at, out);
  }
  return out;
}

/** Each of these takes lines from `at` on, adds what they mean, and says how many lines it took. */
type Taken = number | undefined;

function heading(line: string, out: Block[]): Taken {
  const found = HEADING.exec(line);
  if (!found) return undefined;
  out.push({ kind: "heading", level: found[1]!.length <= 2 ? 2 : 3, lines: textLines([found[2] ?? ""]) });
  return 1;
}

function fence(lines: string[], at: number, out: Block[]): Taken {
  const found = FENCE.exec(lines[at]!);
  if (!found) return undefined;
  const end = lines.findIndex((line, index) => index > at && line.trim().startsWith(found[1]!));
  const inside = lines.slice(at + 1, end < 0 ? lines.length : end);
  out.push({ kind: "paragraph", lines: inside.map((line) => [plain(line)]) });
  return inside.length + (end < 0 ? 1 : 2);
}

function quote(lines: string[], at: number, out: Block[], depth: number): Taken {
  if (!QUOTE.test(lines[at]!)) return undefined;
  let end = at;
  while (end < lines.length && (QUOTE.test(lines[end]!) || (end > at && isLazy(lines, end)))) end += 1;
  const inside = blocks(lines.slice(at, end).map((line) => line.replace(QUOTE, "")), depth + 1);
  const paragraphs = inside.map((block) => flat(block));
  const last = paragraphs.at(-1);
  const author = last && paragraphs.length > 1 ? plainText([oneLine(last)]) : "";
  const by = author.startsWith("— ") ? author.slice(2) : null;
  out.push({ kind: "quote", lines: (by ? paragraphs.slice(0, -1) : paragraphs).flat(), by });
  return end - at;
}

/** A line of text that goes on with the paragraph in the quote or item before it. */
function isLazy(lines: string[], at: number): boolean {
  const line = lines[at]!;
  return !BLANK.test(line) && !BLANK.test(lines[at - 1]!.replace(QUOTE, "")) && !ITEM.test(line) && !interrupts(line);
}

function list(lines: string[], at: number, out: Block[], depth: number): Taken {
  const first = ITEM.exec(lines[at]!);
  if (!first) return undefined;
  const kind = first[2]!.at(-1)!;
  const markers: string[] = [];
  const items: Item[] = [];
  let end = at;
  while (end < lines.length) {
    const found = ITEM.exec(lines[end]!);
    if (!found || found[2]!.at(-1) !== kind || RULE.test(lines[end]!)) break;
    const width = found[0].length > found[1]!.length + found[2]!.length + 4 ? found[1]!.length + found[2]!.length + 1 : found[0].length;
    const own = [lines[end]!.slice(width)];
    const indent = BLANK.test(own[0]!) ? found[1]!.length + found[2]!.length + 1 : width;
    end += 1;
    while (end < lines.length && (belongs(lines, end, indent) || (!BLANK.test(own.at(-1)!) && isLazy(lines, end)))) {
      own.push(belongs(lines, end, indent) ? lines[end]!.slice(indent) : lines[end]!);
      end += 1;
    }
    markers.push(found[2]!);
    items.push(item(blocks(own, depth + 1)));
    while (end < lines.length && BLANK.test(lines[end]!) && ITEM.test(lines[end + 1] ?? "")) end += 1;
  }
  out.push(...numbered(items, markers, /\d/.test(first[2]!), depth > 0));
  return end - at;
}

function belongs(lines: string[], at: number, indent: number): boolean {
  const isIndented = (line: string) => !BLANK.test(line) && line.slice(0, indent).trim() === "" && line.length > indent;
  if (isIndented(lines[at]!)) return true;
  const next = lines.slice(at).find((line) => !BLANK.test(line));
  return BLANK.test(lines[at]!) && next !== undefined && isIndented(next);
}

function item(inside: Block[]): Item {
  const lines: Line[] = [];
  let sublist: List | null = null;
  for (const block of inside) {
    if (block.kind !== "list") lines.push(...flat(block));
    else if (sublist) sublist.items.push(...block.items);
    else sublist = block;
  }
  return { lines, sublist };
}

/** Numbers that are no numbering ("3. maj", "17. juni") stay as text, and so does a number alone on its line. */
function numbered(items: Item[], markers: string[], ordered: boolean, isNested: boolean): Block[] {
  if (!ordered) return [{ kind: "list", ordered, start: 1, items }];
  const numbers = markers.map((marker) => Number.parseInt(marker, 10));
  const [start = 1] = numbers;
  const isSaying = items.some(({ lines, sublist }) => lines.some((line) => line.length > 0) || sublist);
  if (isSaying && (numbers.every((number, at) => number === start + at) || numbers.every((number) => number === 1))) {
    return [{ kind: "list", ordered, start, items }];
  }
  const marked = items.map(({ lines: [first = [], ...rest], sublist }, at) => {
    return { lines: [[plain(`${markers[at]} `), ...first], ...rest], sublist };
  });
  if (isNested && isSaying) return [{ kind: "list", ordered: false, start: 1, items: marked }];
  return marked.flatMap(({ lines, sublist }): Block[] => {
    const text: Block = { kind: "paragraph", lines };
    return sublist ? [text, sublist] : [text];
  });
}

/** A block as lines of text, for places that hold nothing else. */
function flat(block: Block): Line[] {
  if (block.kind === "image") return [[plain(block.alt)]];
  if (block.kind !== "list") return block.kind === "quote" && block.by ? [...block.lines, [plain(`— ${block.by}`)]] : block.lines;
  return block.items.flatMap(({ lines: [first = [], ...rest], sublist }, at) => {
    const marker = block.ordered ? `${block.start + at}. ` : "- ";
    return [[plain(marker), ...first], ...rest, ...(sublist ? flat(sublist) : [])];
  });
}

function paragraph(lines: string[], at: number, out: Block[]): number {
  let end = at + 1;
  while (end < lines.length && !BLANK.test(lines[end]!)) {
    const underline = UNDERLINE.exec(lines[end]!);
    if (underline) {
      out.push({ kind: "heading", level: 2, lines: textLines(lines.slice(at, end)) });
      return end + 1 - at;
    }
    if (interrupts(lines[end]!)) break;
    end += 1;
  }
  out.push(...withImages(readInlines(lines.slice(at, end).map((line) => line.trimStart()).join("\n"))));
  return end - at;
}

/** Whether a line ends the paragraph before it. */
function interrupts(line: string): boolean {
  if (HEADING.test(line) || QUOTE.test(line) || RULE.test(line) || FENCE.test(line)) return true;
  const found = ITEM.exec(line);
  return found !== null && line.length > found[0].length && (!/\d/.test(found[2]!) || Number.parseInt(found[2]!, 10) === 1);
}

function textLines(lines: string[]): Line[] {
  return withImages(readInlines(lines.map((line) => line.trim()).join("\n"))).flatMap(flat);
}

/** A picture stands alone: it ends the paragraph it is written in. */
function withImages(inlines: Inline[]): Block[] {
  const out: Block[] = [];
  let lines: Line[] = [[]];
  for (const inline of inlines) {
    if (inline.kind === "break") lines.push([]);
    else if (inline.kind === "piece") lines.at(-1)!.push(inline.piece);
    else {
      out.push({ kind: "paragraph", lines }, inline.image);
      lines = [[]];
    }
  }
  out.push({ kind: "paragraph", lines });
  return out.filter((block) => block.kind !== "paragraph" || plainText(block.lines).trim() !== "");
}
