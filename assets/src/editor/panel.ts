// What is said of an underlined place: why, and what to write instead with one click. Escape closes it.

import { element, fill, word } from "../words";
import type { Mark } from "./marks";
import { standActs } from "./stand";

interface Acts {
  put: (text: string) => void;
  back: () => void;
}

interface Place {
  left: number;
  bottom: number;
}

let open: HTMLElement | undefined;
/** Puts the open panel anew when the window changes its width, as a telephone does that is turned. */
let again: (() => void) | undefined;

export function showPanel(mark: Mark, place: () => Place, acts: Acts): void {
  closePanel();
  const source = document.getElementById("findings");
  if (!source) return;
  const panel = element("div", { class: `flag-panel flag-panel-${mark.severity}`, role: "dialog", "aria-label": word(source, "labelPanel", "Forslag til teksten"), tabindex: "-1" });
  panel.append(element("p", {}, mark.message), element("p", { class: "hint" }, mark.why));
  for (const text of mark.suggestions) {
    const button = element("button", { type: "button", class: "button button-secondary button-small" }, fill(word(source, "labelPut", "Skriv »{text}«"), { text }));
    button.addEventListener("click", () => {
      closePanel();
      acts.put(text);
    });
    panel.append(button, " ");
  }
  const close = element("button", { type: "button", class: "link" }, word(source, "labelClose", "Luk"));
  const leave = (): void => {
    closePanel();
    acts.back();
  };
  close.addEventListener("click", leave);
  panel.append(...standActs(mark, leave), close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  document.body.append(panel);
  put(panel, place());
  again = () => put(panel, place());
  window.addEventListener("resize", again);
  open = panel;
  panel.focus();
  window.setTimeout(() => document.addEventListener("pointerdown", outside), 0);
}

/** Puts the panel under what it is about, within the window's width. */
function put(panel: HTMLElement, place: Place): void {
  const width = panel.offsetWidth;
  panel.style.setProperty("left", `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - width - 8)) + window.scrollX}px`);
  panel.style.setProperty("top", `${place.bottom + window.scrollY + 8}px`);
}

export function closePanel(): void {
  document.removeEventListener("pointerdown", outside);
  if (again) window.removeEventListener("resize", again);
  again = undefined;
  open?.remove();
  open = undefined;
}

function outside(event: Event): void {
  if (open && event.target instanceof Node && !open.contains(event.target)) closePanel();
}
