// The live check: the server reads the form a moment after the last change and answers with what
// must be fixed and what is advice. The answer is put in as parsed nodes, never as text of HTML.

import { RECHECK, fields, state, whenStill } from "../form";
import { CHECKED } from "./marks";

/** The pause after the last change before the server is asked, in milliseconds. */
const PAUSE_MS = 600;
/** Parts of the page that an answer may bring anew. */
const PARTS = ["findings", "missing"];

export function liveCheck(form: HTMLFormElement): void {
  const address = form.dataset["check"];
  if (!address || !document.getElementById("findings")) return;
  let asked: AbortController | undefined;
  let checked = state(form);
  const look = async (): Promise<void> => {
    const now = state(form);
    if (now === checked) return;
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    document.getElementById("findings")?.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(address, fields(form), mine.signal);
      if (asked !== mine) return;
      if (answer) show(answer);
      checked = answer ? now : checked;
    } catch {
      // The next change asks again; what was found last stays.
    } finally {
      if (asked === mine) document.getElementById("findings")?.removeAttribute("aria-busy");
    }
  };
  whenStill(form, PAUSE_MS, () => void look());
  form.addEventListener(RECHECK, () => {
    checked = "";
    void look();
  });
}

async function ask(address: string, body: URLSearchParams, signal: AbortSignal): Promise<Document | null> {
  const response = await fetch(address, { method: "POST", body, signal, headers: { Accept: "text/html" }, redirect: "manual" });
  const isHtml = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!response.ok || !isHtml) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function show(answer: Document): void {
  let isWhole = false;
  for (const id of PARTS) {
    const fresh = answer.getElementById(id);
    const shown = document.getElementById(id);
    if (!fresh || !shown) continue;
    isWhole ||= id === "findings";
    fresh.remove();
    replace(shown, [...fresh.childNodes], fresh.className);
  }
  const findings = document.getElementById("findings");
  if (!isWhole && findings) replace(findings, [...answer.body.childNodes], findings.className);
  document.dispatchEvent(new Event(CHECKED));
}

/** New children for an element that stays, so that what is focused in it can be found again. */
function replace(shown: HTMLElement, children: Node[], className: string): void {
  const focused = shown.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  shown.className = className;
  shown.replaceChildren(...children.map((node) => document.importNode(node, true)));
  if (focused) shown.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
}
