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
      drawn.clear();
      const value = field.value;
      const nodes: (string | Node)[] = [];
      let at = 0;
      for (const stretch of stretches) {
        const span = element("span", { class: looks(stretch.spots.map(({ mark }) => mark.severity)) }, value.slice(stretch.start, stretch.end));
        nodes.push(value.slice(at, stretch.start), span);
        drawn.set(span, stretch);
        at = stretch.end;
      }
      // Without marks there is nothing to draw, and nothing that a search in the page would find twice.
      text.replaceChildren(...(nodes.length > 0 ? [...nodes, value.slice(at)] : []));
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
