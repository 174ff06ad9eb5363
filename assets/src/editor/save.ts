// Saving by itself. No text is lost: a save that fails says so, keeps the text in the browser and
// tries again; a text that somebody else changed meanwhile is never overwritten.

import { SAVED, fields, state, whenStill } from "../form";
import { element, word } from "../words";
import { draftOf } from "./draft";

/** The pause after the last change, and before a failed save is tried again, in milliseconds. */
const PAUSE_MS = 5_000;
const AGAIN_MS = 30_000;

interface Saved {
  id?: string;
  edition?: string | number;
  hash?: string;
  saved?: string;
}

/** How each form is saved at once. */
const SAVERS = new WeakMap<HTMLFormElement, () => Promise<void>>();

/** Saves what is in a form now, if anything in it is new. */
export async function saveNow(form: HTMLFormElement): Promise<void> {
  await SAVERS.get(form)?.();
}

type Outcome =
  | { kind: "saved"; answer: Saved }
  | { kind: "stopped"; message: string }
  | { kind: "signed-out" }
  | { kind: "failed" };

export function keepSaved(form: HTMLFormElement): void {
  const draft = draftOf(form);
  const status = document.getElementById("save-status");
  let kept = state(form);
  let underway: Promise<void> | undefined;
  let again: number | undefined;
  let isStopped = false;

  const say = (text: string, isWrong = false): void => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle("is-wrong", isWrong);
  };

  const save = async (): Promise<void> => {
    const now = state(form);
    if (isStopped || now === kept) return;
    window.clearTimeout(again);
    const outcome = await post(form);
    if (outcome.kind === "saved") {
      kept = now;
      draft.forget();
      settle(form, outcome.answer.id);
      setField(form, "base", outcome.answer.edition);
      setField(form, "base-hash", outcome.answer.hash);
      form.dispatchEvent(new CustomEvent(SAVED, { detail: now }));
      say(savedText(form, outcome.answer.saved));
    } else if (outcome.kind === "stopped") {
      isStopped = true;
      draft.keep();
      say(outcome.message || word(form, "textChanged", "En anden har rettet teksten. Din egen tekst står her endnu."), true);
    } else if (outcome.kind === "signed-out") {
      draft.keep();
      say(word(form, "textSignedOut", "Du er logget ud, så teksten er ikke gemt. Den ligger her i browseren."), true);
      const link = element("a", { href: signInFor(form) }, word(form, "textSignIn", "Log ind igen"));
      status?.append(" ", link);
      again = window.setTimeout(begin, AGAIN_MS);
    } else {
      draft.keep();
      say(word(form, "textOffline", "Teksten er ikke gemt. Vi prøver igen om lidt. Den ligger her i browseren imens."), true);
      again = window.setTimeout(begin, AGAIN_MS);
    }
  };

  const begin = (): void => {
    // One at a time; what changed meanwhile is saved right after.
    underway = (underway ?? Promise.resolve()).then(save);
    const mine = underway;
    void mine.finally(() => {
      if (underway === mine) underway = undefined;
    });
  };

  SAVERS.set(form, async () => {
    begin();
    await underway;
  });
  const stopWaiting = whenStill(form, PAUSE_MS, begin);
  form.addEventListener("input", () => {
    if (isStopped) draft.keep();
  });
  window.addEventListener("online", begin);
  form.addEventListener("submit", (event) => {
    stopWaiting();
    window.clearTimeout(again);
    // The session may be over: then the answer is no page to go back from.
    if (state(form) !== kept) draft.keep(true);
    if (!underway) return;
    // Sent now, the form would name an edition that our own save is just replacing.
    event.preventDefault();
    const submitter = event.submitter;
    void underway.finally(() => form.requestSubmit(submitter));
  });
  draft.offer();
}

/** The first save of a new text made a message: the form belongs to it from now on. */
function settle(form: HTMLFormElement, id: string | undefined): void {
  if (!id || form.getAttribute("action") !== "/messages") return;
  form.setAttribute("action", `/messages/${id}/edition`);
  window.history.replaceState(null, "", `/messages/${id}/edit`);
}

/** Where one signs in and comes back to the text. */
function signInFor(form: HTMLFormElement): string {
  const back = form.getAttribute("action") === "/messages" ? window.location.pathname + window.location.search : `/messages/${form.getAttribute("action")?.split("/")[2] ?? ""}/edit`;
  return `/login?next=${encodeURIComponent(back)}`;
}

async function post(form: HTMLFormElement): Promise<Outcome> {
  const body = fields(form);
  body.set("autosave", "1");
  try {
    const response = await fetch(form.getAttribute("action") ?? "", {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const answer: unknown = isJson ? await response.json() : null;
    if (response.status === 401) return { kind: "signed-out" };
    if (response.status === 409) return { kind: "stopped", message: messageIn(answer) };
    if (response.ok && typeof answer === "object" && answer !== null) return { kind: "saved", answer };
  } catch {
    // No network, or an answer that is none.
  }
  return { kind: "failed" };
}

function messageIn(answer: unknown): string {
  if (typeof answer !== "object" || answer === null || !("message" in answer)) return "";
  return typeof answer.message === "string" ? answer.message : "";
}

function setField(form: HTMLFormElement, name: string, value: string | number | undefined): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement && value !== undefined) field.value = String(value);
}

/** The server may send a time or a whole sentence. */
function savedText(form: HTMLFormElement, saved: string | undefined): string {
  const at = saved && /^\d{4}-\d\d-\d\dT/.test(saved) ? new Date(saved) : saved ? null : new Date();
  if (!at) return saved ?? "";
  const clock = at.toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  return word(form, "textSaved", "Gemt kl. {time}").replace("{time}", clock);
}
