// What Word and Outlook put on the clipboard, made ready for the schema: their list paragraphs
// become lists, headings get our two levels, hidden text and markup of their own goes.

const HIDDEN = "style, script, title, meta, link, xml, head, [style*='display:none'], [style*='mso-hide:all']";

export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(HIDDEN).forEach((node) => node.remove());
  // Elements such as <o:p> are only wrappers.
  for (const node of page.querySelectorAll("*")) {
    if (node.localName.includes(":")) node.replaceWith(...node.childNodes);
  }
  for (const heading of page.querySelectorAll("h1, h4, h5, h6, p.MsoTitle")) {
    rename(heading, /^(h1|p)$/.test(heading.localName) ? "h2" : "h3");
  }
  wordLists(page);
  // The schema keeps no styles; bold and italic of Google Docs are nothing but styles.
  for (const span of page.querySelectorAll("b[style*='font-weight:normal'], b[style*='font-weight: normal']")) {
    span.replaceWith(...span.childNodes);
  }
  return page.body.innerHTML;
}

function rename(node: Element, name: string): void {
  const made = node.ownerDocument.createElement(name);
  made.append(...node.childNodes);
  node.replaceWith(made);
}

function wordLists(page: Document): void {
  let open: { list: Element; level: number }[] = [];
  let before: Element | null = null;
  for (const paragraph of page.querySelectorAll("p[class^='MsoListParagraph'], p[style*='mso-list:']")) {
    const level = Number(/level(\d)/.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 1);
    const marker = takeMarker(paragraph);
    if (before !== paragraph.previousElementSibling || before === null) open = [];
    while (open.length > 0 && open.at(-1)!.level > level) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = page.createElement(/^\(?[\da-z]{1,3}[.)]/i.test(marker) ? "ol" : "ul");
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level });
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1)!.list.append(item);
    before = open[0]!.list;
    paragraph.remove();
  }
}

/** The sign Word wrote before the text, which the list makes itself. */
function takeMarker(paragraph: Element): string {
  const span = paragraph.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
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
