// What is said of an underlined place: everything that was found there, the heaviest first, each with why and with what
// to write instead with one click. Escape closes it, and so does going on past its ends.

import { element, fill, word } from "../words";
import type { Mark } from "./marks";
import { standActs } from "./stand";

/** A finding at the place, and how a suggestion of it is written there. */
export interface Flag {
  mark: Mark;
  put: (text: string) => void;
}

interface Place {
  left: number;
  bottom: number;
}

let open: HTMLElement | undefined;
/** Takes away what listens for the open panel. */
let quiet: AbortController | undefined;

/** Shows what was found at a place; `back` goes on where one was. */
export function showPanel(flags: Flag[], place: () => Place, back: () => void): void {
  closePanel();
  const source = document.getElementById("findings");
  if (!source) return;
  const panel = element("div", { class: "flag-panel", role: "dialog", "aria-label": word(source, "labelPanel", "Forslag til teksten"), tabindex: "-1" });
  const leave = (): void => {
    closePanel();
    back();
  };
  const close = element("button", { type: "button", class: "link" }, word(source, "labelClose", "Luk"));
  close.addEventListener("click", leave);
  panel.append(...flags.map((flag, index) => entry(source, flag, index, leave)), close);
  document.body.append(panel);
  put(panel, place());
  open = panel;
  panel.focus();
  listen(panel, place, leave);
}

/** One finding. */
function entry(source: HTMLElement, { mark, put: write }: Flag, index: number, leave: () => void): HTMLElement {
  const box = element("div", { class: `flag flag-${mark.severity}` });
  box.append(element("p", {}, mark.message), element("p", { class: "hint" }, mark.why));
  for (const text of mark.suggestions) {
    const button = element("button", { type: "button", class: "button button-secondary button-small" }, fill(word(source, "labelPut", "Skriv »{text}«"), { text }));
    button.addEventListener("click", () => {
      closePanel();
      write(text);
    });
    box.append(button, " ");
  }
  box.append(...standActs(mark, index, leave));
  return box;
}

function listen(panel: HTMLElement, place: () => Place, leave: () => void): void {
  quiet = new AbortController();
  const { signal } = quiet;
  // A telephone that is turned changes the width.
  window.addEventListener("resize", () => put(panel, place()), { signal });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll<HTMLElement>("button, summary")];
    const isFirst = document.activeElement === panel || document.activeElement === stops[0];
    // Past the ends of the panel comes the text, not the end of the page where the panel stands.
    if (event.shiftKey ? isFirst : document.activeElement === stops.at(-1)) {
      event.preventDefault();
      leave();
    }
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      const isElsewhere = document.activeElement !== document.body && !panel.contains(document.activeElement);
      if (isElsewhere) closePanel();
      else leave();
    },
    { signal },
  );
  const outside = (event: Event): void => {
    if (event.target instanceof Node && !panel.contains(event.target)) closePanel();
  };
  // What opened the panel is still under way.
  window.setTimeout(() => {
    document.addEventListener("pointerdown", outside, { signal });
    document.addEventListener("focusin", outside, { signal });
  }, 0);
}

/** Puts the panel under what it is about, within the window's width. */
function put(panel: HTMLElement, place: Place): void {
  const width = panel.offsetWidth;
  panel.style.setProperty("left", `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - width - 8)) + window.scrollX}px`);
  panel.style.setProperty("top", `${place.bottom + window.scrollY + 8}px`);
}

export function closePanel(): void {
  quiet?.abort();
  quiet = undefined;
  open?.remove();
  open = undefined;
}
