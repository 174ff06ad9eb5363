// Reads the inner text of a block: marks, links, pictures, escapes. CommonMark's own procedure:
// delimiters and brackets are collected first and matched when one closes.

import { type Image, type Piece, isAddress, plain } from "./model";

export type Inline = { kind: "piece"; piece: Piece } | { kind: "break" } | { kind: "image"; image: Image };

interface Node {
  inline: Inline;
  /** A run of asterisks or low lines that may yet open or close a mark. */
  run?: { char: string; left: number; length: number; opens: boolean; closes: boolean };
  bracket?: { isImage: boolean; isActive: boolean };
}

const ESCAPED = /^\\([!-/:-@[-`{-~])/;
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp|aring|aelig|oslash|Aring|AElig|Oslash|ndash|mdash));/;
const NAMED: Record<string, string> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", ndash: "–", mdash: "—",
  aring: "å", aelig: "æ", oslash: "ø", Aring: "Å", AElig: "Æ", Oslash: "Ø",
};
const AUTOLINK = /^<((?:https?:\/\/|mailto:|tel:)[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/i;
const TARGET = /^\(\s*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\]|\([^\s()]*\))*))(?:\s+(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'))?\s*\)/s;
const CODE = /^(`+)(?!`)(.*?[^`])\1(?!`)/s;
const MEDIA = /^media:([A-Za-z0-9][\w.-]{0,127})(#decorative)?$/;

export function readInlines(source: string): Inline[] {
  const nodes: Node[] = [];
  for (let at = 0; at < source.length; ) at += step(source, at, nodes);
  matchMarks(nodes, 0);
  return nodes.map((node) => node.inline);
}

function step(source: string, at: number, nodes: Node[]): number {
  const rest = source.slice(at, at + 4_000);
  const char = rest[0]!;
  const text = (taken: string, length: number) => {
    nodes.push({ inline: { kind: "piece", piece: plain(taken) } });
    return length;
  };
  if (char === "\n" || rest.startsWith("\\\n")) {
    nodes.push({ inline: { kind: "break" } });
    return char === "\n" ? 1 : 2;
  }
  if (char === "\\") {
    const found = ESCAPED.exec(rest);
    return found ? text(found[1]!, 2) : text(char, 1);
  }
  if (char === "&") {
    const found = ENTITY.exec(rest);
    return found ? text(decoded(found), found[0].length) : text(char, 1);
  }
  if (char === "`") {
    const found = CODE.exec(rest);
    return found ? text(found[2]!.replaceAll("\n", " "), found[0].length) : text(/^`+/.exec(rest)![0], /^`+/.exec(rest)![0].length);
  }
  if (char === "<") {
    const found = AUTOLINK.exec(rest);
    if (!found) return text(char, 1);
    const href = /^(https?|mailto|tel):/i.test(found[1]!) ? found[1]! : `mailto:${found[1]!}`;
    nodes.push({ inline: { kind: "piece", piece: { ...plain(found[1]!), href: isAddress(href) ? href : null } } });
    return found[0].length;
  }
  if (char === "*" || char === "_") return delimiterRun(source, at, nodes);
  if (char === "[" || rest.startsWith("![")) {
    const length = char === "[" ? 1 : 2;
    nodes.push({ inline: { kind: "piece", piece: plain(rest.slice(0, length)) }, bracket: { isImage: length === 2, isActive: true } });
    return length;
  }
  if (char === "]") return 1 + closeBracket(source.slice(at + 1, at + 4_000), nodes);
  const ordinary = /^[^\\&`<*_[\]!\n]+/.exec(rest);
  return ordinary ? text(ordinary[0], ordinary[0].length) : text(char, 1);
}

function decoded([, decimal, hexadecimal, name]: RegExpExecArray): string {
  if (name) return NAMED[name]!;
  const point = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal!, 16);
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : "\ufffd";
}

function delimiterRun(source: string, at: number, nodes: Node[]): number {
  const char = source[at]!;
  let length = 1;
  while (source[at + length] === char) length += 1;
  const before = [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? " ";
  const after = [...source.slice(at + length, at + length + 2)][0] ?? " ";
  const isSpace = (c: string) => /\s/u.test(c);
  const isSign = (c: string) => /[\p{P}\p{S}]/u.test(c);
  const left = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
  const right = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
  const opens = char === "*" ? left : left && (!right || isSign(before));
  const closes = char === "*" ? right : right && (!left || isSign(after));
  nodes.push({ inline: { kind: "piece", piece: plain(char.repeat(length)) }, run: { char, left: length, length, opens, closes } });
  return length;
}

/** A closing bracket: a link or picture when an address follows. Says how much of `rest` it took. */
function closeBracket(rest: string, nodes: Node[]): number {
  const at = nodes.findLastIndex((node) => node.bracket);
  const opener = nodes[at];
  const target = opener?.bracket?.isActive ? TARGET.exec(rest) : null;
  if (!opener?.bracket || !target) {
    if (opener) delete opener.bracket;
    nodes.push({ inline: { kind: "piece", piece: plain("]") } });
    return 0;
  }
  const address = unescaped(target[1] ?? target[2] ?? "");
  matchMarks(nodes, at + 1);
  const inside = nodes.splice(at).slice(1);
  if (opener.bracket.isImage) {
    nodes.push({ inline: picture(address, unescaped(target[3] ?? target[4] ?? ""), inside) });
    return target[0].length;
  }
  for (const node of nodes) if (node.bracket && !node.bracket.isImage) node.bracket.isActive = false;
  for (const { inline } of inside) {
    // Neither links nor line breaks stand in a link.
    const piece = inline.kind === "piece" ? inline.piece : plain(" ");
    nodes.push({ inline: { kind: "piece", piece: { ...piece, href: isAddress(address) ? address : piece.href } } });
  }
  return target[0].length;
}

function picture(address: string, caption: string, inside: Node[]): Inline {
  const alt = inside.map(({ inline }) => (inline.kind === "piece" ? inline.piece.text : " ")).join("");
  const media = MEDIA.exec(address);
  if (media) {
    const decorative = media[2] !== undefined;
    return { kind: "image", image: { kind: "image", media: media[1]!, alt: decorative ? "" : alt, decorative, caption } };
  }
  return { kind: "piece", piece: { ...plain(alt), href: isAddress(address) ? address : null } };
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(new RegExp(ENTITY.source.slice(1), "g"), (...found) => decoded(found as unknown as RegExpExecArray));
}

/** Pairs the runs from `from` on: two characters make strong, one makes emphasis. */
function matchMarks(nodes: Node[], from: number): void {
  for (let at = from; at < nodes.length; at += 1) {
    const closer = nodes[at]!.run;
    if (!closer?.closes) continue;
    for (let back = at - 1; back >= from && closer.left > 0; back -= 1) {
      const opener = nodes[back]!.run;
      if (!opener?.opens || opener.left === 0 || opener.char !== closer.char || !fits(opener, closer)) continue;
      const isStrong = opener.left >= 2 && closer.left >= 2;
      for (let between = back + 1; between < at; between += 1) {
        const node = nodes[between]!;
        if (node.run) node.run = { ...node.run, opens: false, closes: false };
        if (node.inline.kind === "piece") node.inline.piece[isStrong ? "strong" : "emphasis"] = true;
      }
      opener.left -= isStrong ? 2 : 1;
      closer.left -= isStrong ? 2 : 1;
      if (opener.left > 0 && closer.left > 0) back += 1;
    }
  }
  for (const { run, inline } of nodes.slice(from)) {
    if (run && inline.kind === "piece") inline.piece.text = run.char.repeat(run.left);
    if (run) run.opens = run.closes = false;
  }
}

type Run = NonNullable<Node["run"]>;

function fits(opener: Run, closer: Run): boolean {
  const isBoth = opener.closes || closer.opens;
  return !isBoth || (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}
