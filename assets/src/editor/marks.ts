// What the language check found, as the list beside the text holds it.

/** A place in a field, what was found there and what could stand there instead. */
export interface Mark {
  field: string;
  /** The rule that found it. */
  rule: string;
  /** Which line of the field's text, empty ones not counted. */
  part: number;
  /** Where it begins and ends in that line, in UTF-16 units. */
  start: number;
  end: number;
  found: string;
  severity: string;
  message: string;
  why: string;
  suggestions: string[];
}

/** Told to the document when the list beside the text is new. */
export const CHECKED = "traad:checked";

/** The marks of the list as it stands now, each with its entry. */
export function marks(): { mark: Mark; entry: HTMLElement }[] {
  const entries = document.querySelectorAll<HTMLElement>("#findings li[data-field]");
  return [...entries].map((entry) => ({ entry, mark: markOf(entry) }));
}

function markOf(entry: HTMLElement): Mark {
  const { field = "", rule = "", part, start, end, found = "", severity = "hint", why = "", suggestions = "" } = entry.dataset;
  return {
    field,
    rule,
    part: Number(part ?? 0),
    start: Number(start ?? 0),
    end: Number(end ?? 0),
    found,
    severity,
    message: entry.querySelector("a")?.textContent ?? "",
    why,
    suggestions: suggestions === "" ? [] : suggestions.split("|"),
  };
}
