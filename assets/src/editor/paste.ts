// What Word, Outlook and Google Docs put on the clipboard, made ready for the schema: their list
// paragraphs become lists, headings get our two levels, tables become lines, the rest of theirs goes.

import { unwrapped } from "./address";

const DROPPED = "script, title, meta, link, xml, img[width='1'], [data-look*='display:none'], [data-look*='mso-hide:all']";
const BOLD = /font-weight:\s*(bold|[6-9]00)/;
const NOT_BOLD = /font-weight:\s*(normal|400)/;
const ITALIC = /font-style:\s*italic/;

export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  page.querySelectorAll(DROPPED).forEach((node) => node.remove());
  for (const node of page.querySelectorAll("*")) {
    // Elements such as <o:p> are only wrappers.
    if (node.localName.includes(":")) node.replaceWith(...node.childNodes);
  }
  for (const heading of page.querySelectorAll("h1, h4, h5, h6, p.MsoTitle")) {
    rename(heading, /^(h1|p)$/.test(heading.localName) ? "h2" : "h3");
  }
  wordLists(page);
  marks(page);
  links(page);
  for (const row of page.querySelectorAll("tr")) row.replaceWith(lineOf(row));
  for (const table of [...page.querySelectorAll("table")].reverse()) table.replaceWith(...table.querySelectorAll("p"));
  for (const node of page.querySelectorAll("[data-look]")) node.removeAttribute("data-look");
  return page.body.innerHTML;
}

/** Styles under another name: the page's policy forbids them, and some say what a paragraph is. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<!--[\s\S]*?-->|<!\[[\s\S]*?\]>/g, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, " data-look="));
}

function rename(node: Element, name: string): void {
  const made = node.ownerDocument.createElement(name);
  made.append(...node.childNodes);
  node.replaceWith(made);
}

/** Google Docs says bold and italic by styles alone, and wraps everything in a <b> that is none. */
function marks(page: Document): void {
  for (const node of page.querySelectorAll("[data-look]")) {
    const look = node.getAttribute("data-look") ?? "";
    if (/^(b|strong)$/.test(node.localName) && NOT_BOLD.test(look)) node.replaceWith(...node.childNodes);
    if (node.localName !== "span") continue;
    if (ITALIC.test(look)) wrapInside(node, "em");
    if (BOLD.test(look)) wrapInside(node, "strong");
  }
}

/** The addresses that were meant, also where one is shown. */
function links(page: Document): void {
  for (const link of page.querySelectorAll("a[href]")) {
    const meant = unwrapped(link.getAttribute("href") ?? "");
    if (meant !== null) link.setAttribute("href", meant);
    const shown = unwrapped(link.textContent ?? "");
    if (shown !== null) link.textContent = shown;
  }
}

function wrapInside(node: Element, name: string): void {
  const made = node.ownerDocument.createElement(name);
  made.append(...node.childNodes);
  node.append(made);
}

/** A row of a table as one line, its cells apart, as the server has it. */
function lineOf(row: Element): Element {
  const line = row.ownerDocument.createElement("p");
  const cells = [...row.children].map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim());
  line.textContent = cells.filter((cell) => cell !== "").join(" | ");
  return line;
}

function wordLists(page: Document): void {
  let open: { list: Element; level: number }[] = [];
  for (const paragraph of page.querySelectorAll("p[class^='MsoListParagraph'], p[data-look*='mso-list:']")) {
    const level = Number(/level(\d)/.exec(paragraph.getAttribute("data-look") ?? "")?.[1] ?? 1);
    const marker = takeMarker(paragraph);
    if (open.length === 0 || paragraph.previousElementSibling !== open[0]!.list) open = [];
    while (open.length > 1 && open.at(-1)!.level > level) open.pop();
    if (open.length === 0 || open.at(-1)!.level < level) {
      const list = page.createElement(/^\(?[\da-z]{1,3}[.)]/i.test(marker) ? "ol" : "ul");
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level });
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1)!.list.append(item);
    paragraph.remove();
  }
}

/** The sign Word wrote before the text, which the list makes itself. */
function takeMarker(paragraph: Element): string {
  const span = paragraph.querySelector("[data-look*='mso-list:Ignore']");
  if (span) {
    span.remove();
    return span.textContent?.trim() ?? "";
  }
  const first = paragraph.firstChild;
  const found = /^\s*([·•▪o§-]|\(?[\da-z]{1,3}[.)])[\s\u00a0]+/i.exec(first?.textContent ?? "");
  if (!found || !first) return "";
  first.textContent = first.textContent!.slice(found[0].length);
  return found[1]!;
}
