// What the language check found, as the list beside the text holds it.

/** A place in a field, what was found there and what could stand there instead. */
export interface Mark {
  field: string;
  /** The rule that found it; empty where nobody may let it stand. */
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

/** A mark at its place in a text. */
export interface Spot {
  mark: Mark;
  start: number;
  end: number;
}

const SEVERITIES = ["error", "warning", "hint"];

/** The heaviest first; of equals the shortest, which is the most exact where a word stands in a long sentence. */
export function heaviestFirst(a: Spot, b: Spot): number {
  return SEVERITIES.indexOf(a.mark.severity) - SEVERITIES.indexOf(b.mark.severity) || a.end - a.start - (b.end - b.start);
}

/** The classes of a place: one for each severity, of which the style sheet draws the heaviest. */
export function looks(severities: string[]): string {
  return ["flagged", ...new Set(severities.map((severity) => `flagged-${severity}`))].join(" ");
}

/** Where a mark stands in the text it is about: there, or at the nearest place that reads the same; nothing when the
 *  text is another by now. */
export function spotOf(text: string, mark: Mark): Spot | null {
  if (mark.found === "") return null;
  const spot = (start: number): Spot => ({ mark, start, end: start + mark.found.length });
  if (text.startsWith(mark.found, mark.start)) return spot(mark.start);
  const [before, after] = [text.lastIndexOf(mark.found, mark.start), text.indexOf(mark.found, mark.start)];
  if (before < 0 && after < 0) return null;
  return spot(after < 0 || (before >= 0 && mark.start - before < after - mark.start) ? before : after);
}

/** Told to the document when the list beside the text is new. */
export const CHECKED = "traad:checked";

/** The marks of the list as it stands now, each with its entry; those of one field where it is named. */
export function marks(field?: string): { mark: Mark; entry: HTMLElement }[] {
  const only = field === undefined ? "" : `="${CSS.escape(field)}"`;
  const entries = document.querySelectorAll<HTMLElement>(`#findings li[data-field${only}]`);
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
