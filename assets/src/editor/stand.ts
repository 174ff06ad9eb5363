// Letting a place stand with a reason, and putting a word on the municipality's list: both keep the text first,
// because the server looks at what is saved.

import { RECHECK } from "../form";
import { element, fill, word } from "../words";
import type { Mark } from "./marks";
import { saveNow } from "./save";

/** The shortest and the longest reason, in characters; the server holds them too. */
const REASON_MIN = 10;
const REASON_MAX = 1000;

/** What one can do with a place besides changing it. `index` tells the findings of a place apart, `done` closes whatever
 *  shows them. */
export function standActs(mark: Mark, index: number, done: () => void): HTMLElement[] {
  const source = document.getElementById("findings");
  const form = document.querySelector<HTMLFormElement>("form.editor");
  if (!source || !form || mark.rule === "") return [];
  const acts = [standing(source, form, mark, index, done)];
  // Only whoever keeps the list has the word for it on the page.
  const add = source.dataset["labelWord"];
  if (add && mark.rule === "language-spelling") acts.unshift(listing(source, form, mark, add, done));
  return acts;
}

function listing(source: HTMLElement, form: HTMLFormElement, mark: Mark, label: string, done: () => void): HTMLElement {
  const status = element("span", { class: "hint is-wrong", role: "status" });
  const button = element("button", { type: "button", class: "button button-tertiary button-small" }, fill(label, { word: mark.found }));
  button.addEventListener("click", async () => {
    const problem = await send(source, "/language/words", { word: mark.found, inline: "1" });
    status.textContent = problem;
    if (problem === "") finish(form, done);
  });
  const line = element("p");
  line.append(button, " ", status);
  return line;
}

function standing(source: HTMLElement, form: HTMLFormElement, mark: Mark, index: number, done: () => void): HTMLElement {
  const box = element("details");
  const id = (part: string): string => `stand-${part}-${index}`;
  const reason = element("textarea", { id: id("reason"), class: "form-input", rows: "2", maxlength: String(REASON_MAX), "aria-describedby": `${id("hint")} ${id("status")}` });
  const status = element("p", { id: id("status"), class: "hint is-wrong", role: "alert" });
  const button = element("button", { type: "button", class: "button button-secondary button-small" }, word(source, "labelStandPut", "Lad det stå"));
  button.addEventListener("click", async () => {
    status.textContent = "";
    if (reason.value.trim().length < REASON_MIN) {
      status.textContent = word(source, "labelStandShort", "Skriv en begrundelse på mindst 10 tegn.");
      reason.focus();
      return;
    }
    await saveNow(form);
    const [, message] = /^\/messages\/([^/]+)\/edition$/.exec(form.getAttribute("action") ?? "") ?? [];
    const body = { rule: mark.rule, found: mark.found, reason: reason.value, inline: "1" };
    const problem = message ? await send(source, `/messages/${message}/waiver`, body) : failed(source);
    status.textContent = problem;
    if (problem === "") finish(form, done);
  });
  box.append(
    element("summary", {}, word(source, "labelStand", "Lad det stå her")),
    element("label", { class: "form-label", for: id("reason") }, word(source, "labelStandReason", "Hvorfor kan det stå?")),
    element("span", { class: "form-hint", id: id("hint") }, word(source, "labelOpenness", "")),
    reason,
    status,
    button,
  );
  return box;
}

function finish(form: HTMLFormElement, done: () => void): void {
  done();
  form.dispatchEvent(new Event(RECHECK));
}

/** Sends an act; what is said of it when it did not work, or nothing. */
async function send(source: HTMLElement, address: string, values: Record<string, string>): Promise<string> {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(values), headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.ok) return "";
    const said: unknown = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
    if (typeof said === "object" && said !== null && "message" in said && typeof said.message === "string") return said.message;
  } catch {
    // No network: said below.
  }
  return failed(source);
}

function failed(source: HTMLElement): string {
  return word(source, "labelFailed", "Vi kunne ikke gemme det. Gem teksten, og prøv igen.");
}
