// Loaded on every page behind the log-in: finds [data-island] and starts what it names. A page
// works without; an island that fails leaves the page as it was.

import { forgetKept, forgetSent } from "./editor/draft";
import { copy } from "./island/copy";
import { count } from "./island/count";
import { pressOnce } from "./island/press";
import { unsaved } from "./island/unsaved";

const ISLANDS: Record<string, (element: HTMLElement) => void | Promise<void>> = {
  copy,
  unsaved,
  editor: async (form) => (await import("./editor")).start(form),
};

async function begin(name: string, element: HTMLElement): Promise<void> {
  try {
    await ISLANDS[name]?.(element);
  } catch (problem) {
    console.error(`island ${name}`, problem);
  }
}

/** The page one is on, when the navigation is wider than a phone. */
function showPlace(): void {
  const nav = document.querySelector<HTMLElement>(".nav");
  const here = nav?.querySelector<HTMLElement>("[aria-current]");
  if (nav && here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
}

forgetSent();
for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  for (const name of element.dataset["island"]!.split(/\s+/)) void begin(name, element);
}
document.querySelectorAll<HTMLElement>("[data-limit]").forEach(count);
showPlace();
pressOnce();
forgetKept("ownerless");
document.querySelector("form[action='/logout']")?.addEventListener("submit", () => forgetKept("all"));
document.querySelector<HTMLElement>("main .alert-error[role=alert][tabindex]")?.focus();
