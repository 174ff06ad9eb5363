// How many characters are left, for fields with data-limit. Said aloud only when it matters.

import { element, fill, word } from "../words";

/** A screen reader hears the count after this pause, in milliseconds. */
const SAY_AFTER_MS = 1_200;
/** It hears it only near the limit: when this share is used. */
const SAY_FROM = 0.8;

/** It is seen when this share is used; its room is kept from the start. */
const SHOW_FROM = 0.6;

type Field = HTMLInputElement | HTMLTextAreaElement;

export function count(field: HTMLElement): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const limit = Number(field.dataset["limit"]);
  if (!Number.isInteger(limit) || limit < 1) return;
  const shown = element("p", { class: "count", id: `${field.id}-count` });
  const said = element("p", { class: "sr-only", "aria-live": "polite" });
  field.after(shown, said);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
  let timer: number | undefined;
  const show = (): void => {
    shown.textContent = sentence(field, limit);
    shown.classList.toggle("over", field.value.length > limit);
    shown.classList.toggle("far", field.value.length < limit * SHOW_FROM);
  };
  field.addEventListener("input", () => {
    show();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      said.textContent = field.value.length >= limit * SAY_FROM ? sentence(field, limit) : "";
    }, SAY_AFTER_MS);
  });
  show();
}

function sentence(field: Field, limit: number): string {
  const left = limit - field.value.length;
  return left >= 0
    ? fill(word(field, "textLeft", "{n} tegn tilbage"), { n: left })
    : fill(word(field, "textOver", "{n} tegn for meget"), { n: -left });
}
