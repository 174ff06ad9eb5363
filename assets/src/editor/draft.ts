// A text that could not be saved, kept in the browser under its writer and its message and offered again.
// It is thrown away as soon as the server has it, and when its writer signs out: computers are shared.

import { state } from "../form";
import { element, word } from "../words";

/** How long a kept text is offered, in milliseconds: 14 days. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1_000;

/** What the names of kept texts begin with. */
const PREFIX = "traad-text-";

/** How soon after it was sent a form leads to the next page, in milliseconds. */
const SENT_MS = 15_000;

/** The pages on which a form is an editor's. */
const EDITOR = /^\/messages(\/new|\/[^/]+\/(edit|edition))?$/;

interface Kept {
  at: number;
  /** Whether it was sent: the server has it, unless the session was over. */
  sent?: boolean;
  fields: [string, string][];
}

export interface Draft {
  keep(sent?: boolean): void;
  forget(): void;
  offer(): void;
}

export function draftOf(form: HTMLFormElement): Draft {
  const message = form.dataset["message"] ?? form.getAttribute("action")?.split("/")[2] ?? "";
  const person = form.dataset["person"] ?? "";
  const key = `${PREFIX}${person}-${message}`;
  const forget = (): void => {
    try {
      localStorage.removeItem(key);
    } catch {
      // A browser may refuse storage; then nothing was kept.
    }
  };
  const keep = (sent = false): void => {
    // A text that belongs to nobody would be offered to anybody.
    if (!person) return;
    try {
      const kept: Kept = { at: Date.now(), sent, fields: JSON.parse(state(form)) };
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Full or refused: the text still stands in the form.
    }
  };
  const offer = (): void => {
    const kept = load(key);
    if (!kept || Date.now() - kept.at > KEPT_MS || JSON.stringify(kept.fields) === state(form)) return forget();
    form.prepend(question(form, () => restore(form, kept.fields), forget));
  };
  return { keep, forget, offer };
}

/** Throws away every text that is kept in this browser, or only those from before they had a writer. */
export function forgetKept(which: "all" | "ownerless"): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    const isMeant = (key: string): boolean => which === "all" || !key.slice(PREFIX.length).includes("-");
    for (const key of keys) if (key.startsWith(PREFIX) && isMeant(key)) localStorage.removeItem(key);
  } catch {
    // A browser may refuse storage; then nothing was kept.
  }
}

/** Throws away what was sent by the form that led to this page: a page of ours behind the log-in means that it arrived. */
export function forgetSent(): void {
  try {
    const from = document.referrer ? new URL(document.referrer) : null;
    if (from?.origin !== window.location.origin || !EDITOR.test(from.pathname)) return;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    for (const key of keys.filter((one) => one.startsWith(PREFIX))) {
      const kept = load(key);
      if (kept?.sent && Date.now() - kept.at < SENT_MS) localStorage.removeItem(key);
    }
  } catch {
    // A browser may refuse storage; then nothing was kept.
  }
}

function load(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    const isKept = typeof kept === "object" && kept !== null && "fields" in kept && Array.isArray(kept.fields);
    return isKept ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

function question(form: HTMLFormElement, restoreIt: () => void, forget: () => void): HTMLElement {
  const box = element("div", { class: "alert alert-warning draft-offer", role: "status" });
  const text = word(form, "textFound", "Her ligger tekst, som ikke blev gemt sidst.");
  const take = element("button", { type: "button", class: "button button-secondary" }, word(form, "textRestore", "Hent den frem"));
  const drop = element("button", { type: "button", class: "button button-secondary" }, word(form, "textDrop", "Smid den væk"));
  const buttons = element("p", { class: "buttons" });
  buttons.append(take, drop);
  box.append(element("p", {}, text), buttons);
  take.addEventListener("click", () => {
    restoreIt();
    box.remove();
  });
  drop.addEventListener("click", () => {
    forget();
    box.remove();
  });
  return box;
}

function restore(form: HTMLFormElement, kept: [string, string][]): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === "hidden") continue;
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = kept.some(([name, value]) => name === field.name && value === field.value);
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      const found = kept.find(([name]) => name === field.name);
      if (found) field.value = found[1];
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
