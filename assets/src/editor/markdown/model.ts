// A text as closed blocks, the same as the server's: what Markdown means and what the editor shows.
// A block's inner text is a list of lines, a line a list of pieces with the same look.

export interface Piece {
  text: string;
  strong: boolean;
  emphasis: boolean;
  href: string | null;
}

export type Line = Piece[];

export interface Item {
  lines: Line[];
  sublist: List | null;
}

export interface List {
  kind: "list";
  ordered: boolean;
  start: number;
  items: Item[];
}

export interface Image {
  kind: "image";
  media: string;
  alt: string;
  decorative: boolean;
  caption: string;
}

export type Block =
  | { kind: "heading"; level: 2 | 3; lines: Line[] }
  | { kind: "paragraph"; lines: Line[] }
  | { kind: "quote"; lines: Line[]; by: string | null }
  | List
  | Image;

export const MAX_LIST_DEPTH = 3;
const MAX_START = 900_000_000;
const MAX_ADDRESS_BYTES = 2_000;
const MONTHS = /^(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)(?!\p{L})/iu;
const INVISIBLE = /[\u00ad\u200b\ufeff\u202a-\u202e\u2066-\u2069]|(?![\t-\r\u0085])\p{Cc}/gu;

export function plain(text: string): Piece {
  return { text, strong: false, emphasis: false, href: null };
}

export function plainText(lines: Line[]): string {
  return lines.map((line) => line.map((piece) => piece.text).join("")).join("\n");
}

/** Whether an address may be linked to: https, http, mailto, tel or a path of our own. */
export function isAddress(raw: string): boolean {
  const address = raw.trim();
  if (address === "" || address.length > MAX_ADDRESS_BYTES) return false;
  if (address.startsWith("/")) return !address.startsWith("//");
  if (/^https?:\/\//i.test(address)) return /^https?:\/\/[^\s/?#:@][^/?#@]*([/?#]|$)/i.test(address);
  if (/^mailto:/i.test(address)) return address.includes("@");
  return /^tel:.*\d/i.test(address);
}

/** Single spaces, none at the edges of lines, marks or links; no empty lines. */
export function tidyLines(lines: Line[]): Line[] {
  return lines.map(tidyLine).filter((line) => line.length > 0);
}

export function oneLine(lines: Line[]): Line {
  return tidyLine(lines.flatMap((line, at) => (at > 0 ? [plain(" "), ...line] : line)));
}

function tidyLine(line: Line): Line {
  const out: Line = [];
  let gap = "";
  for (const piece of line) {
    for (const char of piece.text.replace(INVISIBLE, "")) {
      if (/\s|\u0085/u.test(char)) {
        gap = gap === "" || char !== "\u00a0" ? (char === "\u00a0" ? char : " ") : gap;
        continue;
      }
      const last = out.at(-1);
      if (gap !== "" && last) push(out, shared(last, piece, gap));
      gap = "";
      push(out, { ...piece, text: char });
    }
  }
  return out;
}

/** A space has a mark only when the words on both sides have it. */
function shared(before: Piece, after: Piece, text: string): Piece {
  if (before.href !== after.href) return plain(text);
  const both = { strong: before.strong && after.strong, emphasis: before.emphasis && after.emphasis };
  return { text, ...both, href: before.href };
}

function push(out: Line, piece: Piece): void {
  const last = out.at(-1);
  if (last && last.strong === piece.strong && last.emphasis === piece.emphasis && last.href === piece.href) {
    last.text += piece.text;
  } else {
    out.push({ ...piece });
  }
}

/** Blocks in the form they are kept in; what is empty goes, and "3. maj" is a date and no list. */
export function tidy(blocks: Block[]): Block[] {
  return blocks.flatMap(tidyBlock);
}

function tidyBlock(block: Block): Block[] {
  if (block.kind === "image") return [block];
  if (block.kind === "list") {
    const list = tidyList(block, 1);
    if (!list) return [];
    const date = dateOf(list);
    return [date ? { kind: "paragraph", lines: date } : list];
  }
  const lines = block.kind === "heading" ? [oneLine(block.lines)].filter((line) => line.length > 0) : tidyLines(block.lines);
  if (block.kind === "quote" && lines.length === 0 && block.by) {
    return [{ kind: "quote", lines: [[plain(`— ${block.by}`)]], by: null }];
  }
  return lines.length > 0 ? [{ ...block, lines }] : [];
}

function tidyList(raw: List, depth: number): List | null {
  const items: Item[] = [];
  for (const { lines: rawLines, sublist: rawSublist } of raw.items) {
    let lines = tidyLines(rawLines);
    let sublist = rawSublist && tidyList(rawSublist, depth + 1);
    const date = sublist && dateOf(sublist);
    if (date) {
      lines = [...lines, ...date];
      sublist = null;
    }
    if (lines.length > 0) items.push({ lines, sublist: depth < MAX_LIST_DEPTH ? sublist : null });
    if (sublist && lines.length === 0) adopt(items, sublist);
    else if (sublist && depth >= MAX_LIST_DEPTH) items.push(...sublist.items);
  }
  const start = raw.ordered ? Math.min(raw.start, MAX_START) : 1;
  return items.length > 0 ? { kind: "list", ordered: raw.ordered, start, items } : null;
}

/** Puts the list of an item without text where a reader would see it. */
function adopt(items: Item[], below: List): void {
  const last = items.at(-1);
  if (!last) items.push(...below.items);
  else if (last.sublist) last.sublist.items.push(...below.items);
  else last.sublist = below;
}

function dateOf(list: List): Line[] | null {
  const [item] = list.items;
  if (!item || list.items.length > 1 || !list.ordered || item.sublist) return null;
  if (list.start === 1 && !MONTHS.test(plainText(item.lines))) return null;
  const [first = [], ...rest] = item.lines;
  return tidyLines([[plain(`${list.start}. `), ...first], ...rest]);
}
