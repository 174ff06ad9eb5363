// Buttons in the list beside the text that put a suggestion in with one click, in plain fields too.

import { element, fill, word } from "../words";
import { CHECKED, type Mark, marks } from "./marks";
import { showPanel } from "./panel";
import { putPlain } from "./plain";

/** How to put a text where a mark is, for fields that are rich; plain fields need none. */
const RICH = new Map<string, (mark: Mark, text: string) => boolean>();

export function register(field: string, put: (mark: Mark, text: string) => boolean): void {
  RICH.set(field, put);
}

export function suggest(): void {
  const dress = (): void => {
    const source = document.getElementById("findings");
    if (!source) return;
    for (const { mark, entry } of marks()) {
      if (entry.querySelector("button")) continue;
      for (const text of mark.suggestions.slice(0, 3)) {
        const button = element("button", { type: "button", class: "button button-secondary button-small" }, fill(word(source, "labelPut", "Skriv »{text}«"), { text }));
        button.addEventListener("click", () => {
          if (put(mark, text)) entry.remove();
        });
        entry.append(" ", button);
      }
      const more = element("button", { type: "button", class: "link more" }, word(source, "labelMore", "Mere"));
      more.setAttribute("aria-label", `${word(source, "labelMore", "Mere")}: ${mark.message}`);
      more.addEventListener("click", () => {
        const take = (text: string): void => {
          if (put(mark, text)) entry.remove();
        };
        showPanel([{ mark, put: take }], () => more.getBoundingClientRect(), () => more.focus());
      });
      entry.append(" ", more);
    }
  };
  document.addEventListener(CHECKED, dress);
  dress();
}

function put(mark: Mark, text: string): boolean {
  const rich = RICH.get(mark.field);
  if (rich) return rich(mark, text);
  const field = document.getElementById(mark.field);
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && putPlain(field, mark, text);
}
