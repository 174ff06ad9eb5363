// The editor's island: rich text, live check, saving by itself. Each can fail alone; the form and
// its textarea stay usable whatever happens.

import { liveCheck } from "./editor/check";
import { grow } from "./editor/grow";
import { language } from "./editor/language";
import { underlinePlain } from "./editor/plain";
import { keepSaved } from "./editor/save";
import { suggest } from "./editor/suggest";

export async function start(form: HTMLElement): Promise<void> {
  if (!(form instanceof HTMLFormElement)) return;
  const body = form.querySelector<HTMLTextAreaElement>("textarea#body");
  attempt("grow", () => grow(form));
  attempt("language", () => language(form));
  attempt("save", () => keepSaved(form));
  attempt("check", () => liveCheck(form));
  attempt("suggestions", () => suggest());
  attempt("underlines", () => underlinePlain(form));
  if (body) {
    const [{ enrich }, { variants }] = await Promise.all([import("./editor/rich"), import("./editor/variants")]);
    attempt("rich text", () => enrich(form, body));
    attempt("channels", () => variants(form, body));
  }
}

function attempt(name: string, act: () => void): void {
  try {
    act();
  } catch (problem) {
    console.error(`editor: ${name}`, problem);
  }
}
