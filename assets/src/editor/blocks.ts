// Blocks as the editor's document and back. The editor may hold more than a text can, such as two
// paragraphs in one list item; here it becomes what the server keeps.

import type { JSONContent } from "@tiptap/core";
import type { Block, Item, Line, List, Piece } from "./markdown";
import { oneLine, plain, plainText } from "./markdown/model";

export function toDocument(blocks: Block[]): JSONContent {
  const content = blocks.map(blockNode);
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

function blockNode(block: Block): JSONContent {
  switch (block.kind) {
    case "heading":
      return { type: "heading", attrs: { level: block.level }, content: inlineNodes(block.lines) };
    case "paragraph":
      return paragraphNode(block.lines);
    case "quote": {
      const by = block.by ? [paragraphNode([[plain(`— ${block.by}`)]])] : [];
      return { type: "blockquote", content: [paragraphNode(block.lines), ...by] };
    }
    case "image": {
      const { media, alt, decorative, caption } = block;
      return { type: "picture", attrs: { media, alt, decorative, caption } };
    }
    case "list":
      return listNode(block);
  }
}

function listNode(list: List): JSONContent {
  const content = list.items.map(({ lines, sublist }) => {
    const below = sublist ? [listNode(sublist)] : [];
    return { type: "listItem", content: [paragraphNode(lines), ...below] };
  });
  return list.ordered
    ? { type: "orderedList", attrs: { start: list.start }, content }
    : { type: "bulletList", content };
}

function paragraphNode(lines: Line[]): JSONContent {
  return { type: "paragraph", content: inlineNodes(lines) };
}

function inlineNodes(lines: Line[]): JSONContent[] {
  return lines.flatMap((line, at) => {
    const nodes = line.filter((piece) => piece.text !== "").map(pieceNode);
    return at > 0 ? [{ type: "hardBreak" }, ...nodes] : nodes;
  });
}

function pieceNode({ text, strong, emphasis, href }: Piece): JSONContent {
  const marks: { type: string; attrs?: Record<string, string> }[] = [];
  if (href !== null) marks.push({ type: "link", attrs: { href } });
  if (strong) marks.push({ type: "bold" });
  if (emphasis) marks.push({ type: "italic" });
  return { type: "text", text, marks };
}

export function fromDocument(document: JSONContent): Block[] {
  return (document.content ?? []).flatMap(blocksOf);
}

function blocksOf(node: JSONContent): Block[] {
  switch (node.type) {
    case "heading":
      return [{ kind: "heading", level: node.attrs?.["level"] === 3 ? 3 : 2, lines: linesOf(node) }];
    case "blockquote":
      return [quoteOf(node)];
    case "bulletList":
    case "orderedList":
      return [listOf(node)];
    case "picture": {
      const { media = "", alt = "", decorative = false, caption = "" } = node.attrs ?? {};
      return [{ kind: "image", media, alt, decorative, caption }];
    }
    default:
      return [{ kind: "paragraph", lines: linesOf(node) }];
  }
}

function quoteOf(node: JSONContent): Block {
  const paragraphs = (node.content ?? []).map(linesOf).filter((lines) => plainText(lines).trim() !== "");
  const last = paragraphs.at(-1);
  const author = last && paragraphs.length > 1 ? plainText([oneLine(last)]) : "";
  const by = /^[—–] /.test(author) ? author.slice(2) : null;
  return { kind: "quote", lines: (by ? paragraphs.slice(0, -1) : paragraphs).flat(), by };
}

function listOf(node: JSONContent): List {
  const ordered = node.type === "orderedList";
  const start: unknown = ordered ? node.attrs?.["start"] : 1;
  return { kind: "list", ordered, start: typeof start === "number" ? start : 1, items: (node.content ?? []).map(itemOf) };
}

function itemOf(node: JSONContent): Item {
  const item: Item = { lines: [], sublist: null };
  for (const child of node.content ?? []) {
    const isList = child.type === "bulletList" || child.type === "orderedList";
    if (!isList) item.lines.push(...linesOf(child));
    else if (item.sublist) item.sublist.items.push(...listOf(child).items);
    else item.sublist = listOf(child);
  }
  return item;
}

function linesOf(node: JSONContent): Line[] {
  const lines: Line[] = [[]];
  for (const child of node.content ?? []) {
    if (child.type === "hardBreak") lines.push([]);
    else if (child.type === "text") lines.at(-1)!.push(pieceOf(child));
  }
  return lines;
}

function pieceOf({ text = "", marks = [] }: JSONContent): Piece {
  const has = (type: string): boolean => marks.some((mark) => mark.type === type);
  const href: unknown = marks.find((mark) => mark.type === "link")?.attrs?.["href"];
  return { text, strong: has("bold"), emphasis: has("italic"), href: typeof href === "string" ? href : null };
}
