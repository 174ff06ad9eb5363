// Warns before a page with unsaved text is left. The browser chooses the words.

import { SAVED, state } from "../form";

export function unsaved(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  let kept = state(form);
  let isSending = false;
  form.addEventListener(SAVED, (event) => {
    kept = event instanceof CustomEvent && typeof event.detail === "string" ? event.detail : state(form);
  });
  form.addEventListener("submit", (event) => {
    // Another listener may still stop it.
    queueMicrotask(() => {
      isSending = !event.defaultPrevented;
    });
  });
  // A page that comes back from the browser's memory was not sent after all.
  window.addEventListener("pageshow", () => {
    isSending = false;
  });
  // Browsers fill in what was typed before a reload only after scripts have run.
  window.addEventListener("load", () => {
    kept = state(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && state(form) !== kept) event.preventDefault();
  });
}
