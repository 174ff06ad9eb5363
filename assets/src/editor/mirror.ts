// The text of a plain field once more, unseen and right behind it: there a place can be underlined, which a textarea
// cannot do. It wraps and scrolls as the field does; the field keeps the text, the caret and every click.

import { element } from "../words";
import { looks } from "./marks";
import type { Stretch } from "./spots";

/** What makes two texts break into the same lines. */
const ALIKE = [
  ...["family", "size", "style", "weight", "stretch", "kerning", "variant-ligatures", "feature-settings"].map((name) => `font-${name}`),
  ...["line-height", "letter-spacing", "word-spacing", "text-indent", "text-transform", "text-align", "tab-size"],
  ...["white-space", "overflow-wrap", "word-break", "direction"],
  ...["top", "right", "bottom", "left"].map((side) => `padding-${side}`),
];

export interface Mirror {
  /** Underlines stretches of the field's text. */
  draw(stretches: Stretch[]): void;
  /** The stretch that is drawn at a point of the window. */
  at(x: number, y: number): Stretch | undefined;
  /** Where the stretch at a place of the text is drawn in the window. */
  placeOf(start: number): DOMRect;
}

/** Puts a mirror behind a field, whose parent is there for the two of them. */
export function mirrorOf(field: HTMLTextAreaElement, box: HTMLElement): Mirror {
  const pane = element("div", { class: "mirror", "aria-hidden": "true" });
  const text = element("div");
  const drawn = new Map<HTMLElement, Stretch>();
  pane.append(text);
  pane.classList.toggle("is-boxed", field.classList.contains("form-input"));

  const scroll = (): void => text.style.setProperty("transform", `translate(${-field.scrollLeft}px, ${-field.scrollTop}px)`);
  const fit = (): void => {
    const wanted = getComputedStyle(field);
    for (const name of ALIKE) text.style.setProperty(name, wanted.getPropertyValue(name));
    const place = inner(field, wanted);
    const around = box.getBoundingClientRect();
    pane.style.setProperty("left", `${place.left - around.left}px`);
    pane.style.setProperty("top", `${place.top - around.top}px`);
    pane.style.setProperty("width", `${place.width}px`);
    pane.style.setProperty("height", `${place.height}px`);
    scroll();
  };

  // First of the two, so that the field is painted over it.
  box.prepend(pane);
  box.classList.add("is-mirrored");
  new ResizeObserver(fit).observe(field);
  field.addEventListener("scroll", scroll, { passive: true });

  return {
    draw(stretches) {
      const pieces = piecesOf(field.value, stretches);
      put(text, pieces);
      drawn.clear();
      pieces.forEach(({ stretch }, index) => {
        const node = text.childNodes[index];
        if (stretch && node instanceof HTMLElement) drawn.set(node, stretch);
      });
      scroll();
    },
    at(x, y) {
      const isThere = ({ left, right, top, bottom }: DOMRect): boolean => left <= x && x <= right && top <= y && y <= bottom;
      if (!isThere(field.getBoundingClientRect())) return undefined;
      return [...drawn].find(([span]) => [...span.getClientRects()].some(isThere))?.[1];
    },
    placeOf(start) {
      const [found] = [...drawn].find(([, stretch]) => stretch.start <= start && start < stretch.end) ?? [];
      return found?.getClientRects()[0] ?? field.getBoundingClientRect();
    },
  };
}

/** What is drawn in order: plain text, and stretches that are underlined. */
interface Piece {
  text: string;
  looks: string;
  stretch?: Stretch;
}

/** Without marks there is nothing to draw, and nothing that a search in the page would find twice. */
function piecesOf(value: string, stretches: Stretch[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const stretch of stretches) {
    if (stretch.start > at) pieces.push({ text: value.slice(at, stretch.start), looks: "" });
    const text = value.slice(stretch.start, stretch.end);
    pieces.push({ text, looks: looks(stretch.spots.map(({ mark }) => mark.severity)), stretch });
    at = stretch.end;
  }
  if (pieces.length > 0 && at < value.length) pieces.push({ text: value.slice(at), looks: "" });
  return pieces;
}

/** Draws pieces where others are drawn: only what is another in between is touched, so that a letter typed among a
 *  thousand marks changes one node and not all of them. */
function put(box: HTMLElement, pieces: Piece[]): void {
  const shown = [...box.childNodes];
  const most = Math.min(shown.length, pieces.length);
  let head = 0;
  while (head < most && isAlike(shown[head]!, pieces[head]!)) head += 1;
  let tail = 0;
  while (tail < most - head && isAlike(shown.at(-1 - tail)!, pieces.at(-1 - tail)!)) tail += 1;
  for (const node of shown.slice(head, shown.length - tail)) node.remove();
  const fresh = pieces.slice(head, pieces.length - tail);
  const nodes = fresh.map(({ text, looks }) => (looks === "" ? text : element("span", { class: looks }, text)));
  const behind = tail > 0 ? shown[shown.length - tail] : undefined;
  if (behind) behind.before(...nodes);
  else box.append(...nodes);
}

function isAlike(node: ChildNode, piece: Piece): boolean {
  const looks = node instanceof HTMLElement ? node.className : "";
  return looks === piece.looks && node.textContent === piece.text;
}

/** The field within its border and beside its scrollbar, in fractions of a pixel: `clientWidth` is rounded, and half a
 *  pixel moves a word to the next line. */
function inner(field: HTMLElement, looksLike: CSSStyleDeclaration): DOMRect {
  const border = (side: string): number => Number.parseFloat(looksLike.getPropertyValue(`border-${side}-width`)) || 0;
  const whole = field.getBoundingClientRect();
  const sides = border("left") + border("right");
  const bar = field.offsetWidth - field.clientWidth - Math.round(sides);
  const width = whole.width - sides - (bar > 1 ? bar : 0);
  return new DOMRect(whole.left + border("left"), whole.top + border("top"), width, whole.height - border("top") - border("bottom"));
}
