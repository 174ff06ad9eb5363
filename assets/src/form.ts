// What islands know of a form: its fields as one text, and when they change.

/** Told to a form when the server has what is in it now. */
export const SAVED = "traad:saved";
/** Asked of a form: that the server looks at it again, though nothing in it changed. */
export const RECHECK = "traad:recheck";
/** Fields that scripts change by themselves and that are no text of the author's. */
const OWN_FIELDS = new Set(["base", "base-hash", "autosave"]);

/** The fields as a browser would post them. Files are left out. */
export function fields(form: HTMLFormElement): URLSearchParams {
  const out = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") out.append(name, value);
  }
  return out;
}

/** The author's own fields as one text, to see whether anything changed. */
export function state(form: HTMLFormElement): string {
  const own = [...fields(form)].filter(([name]) => !OWN_FIELDS.has(name));
  return JSON.stringify(own);
}

/** Calls back when the fields changed and then stood still for a while. Returns a way to stop waiting. */
export function whenStill(form: HTMLFormElement, pauseMs: number, act: () => void): () => void {
  let timer: number | undefined;
  const wait = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(act, pauseMs);
  };
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  return () => window.clearTimeout(timer);
}
