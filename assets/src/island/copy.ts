// A button that copies a text: its own data-copy-text, or what stands in the element data-copy names.

import { element, word } from "../words";

/** How long the button says that it is done, in milliseconds. */
const DONE_MS = 2_500;

export function copy(button: HTMLElement): void {
  const label = button.textContent;
  const said = element("span", { class: "sr-only", role: "status" });
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    let answer = word(button, "copied", "Kopieret");
    try {
      await navigator.clipboard.writeText(textFor(button));
    } catch {
      answer = word(button, "failed", "Det lykkedes ikke. Markér teksten, og kopiér den selv.");
    }
    button.textContent = answer;
    said.textContent = answer;
    window.setTimeout(() => {
      button.textContent = label;
      said.textContent = "";
    }, DONE_MS);
  });
}

function textFor(button: HTMLElement): string {
  const { copyText, copy: id } = button.dataset;
  if (copyText !== undefined) return copyText;
  const source = id ? document.getElementById(id.replace(/^#/, "")) : null;
  if (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement) return source.value;
  return source?.innerText ?? "";
}
