// Underlines in fields of plain text: the title, the main point, what staff read first, and the texts of channels
// without headings and lists. They move with what is typed until the next check.

import { CHECKED, type Spot, marks, spotOf } from "./marks";
import { mirrorOf } from "./mirror";
import { showPanel } from "./panel";
import { follow, spotsAt, stretches } from "./spots";

export function underlinePlain(form: HTMLElement): void {
  for (const box of form.querySelectorAll<HTMLElement>(".mirrored")) {
    const field = box.querySelector("textarea");
    if (field) underlined(field, box);
  }
}

function underlined(field: HTMLTextAreaElement, box: HTMLElement): void {
  const mirror = mirrorOf(field, box);
  let spots: Spot[] = [];
  let written = field.value;
  let frame: number | undefined;
  // Several changes before the next picture are drawn once.
  const draw = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      mirror.draw(stretches(spots));
    });
  };
  const checked = (): void => {
    const before = spots.length;
    written = field.value;
    spots = marks(field.id).flatMap(({ mark }) => spotOf(written, mark) ?? []);
    if (before + spots.length > 0) draw();
  };
  const changed = (): void => {
    if (spots.length > 0) {
      spots = follow(spots, written, field.value);
      draw();
    }
    written = field.value;
  };
  const open = (found: Spot[]): boolean => {
    const [first] = found;
    if (!first) return false;
    const flags = found.map(({ mark, start }) => ({ mark, put: (text: string) => putPlain(field, { ...mark, start }, text) }));
    showPanel(flags, () => mirror.placeOf(first.start), () => field.focus());
    return true;
  };
  field.addEventListener("input", changed);
  field.addEventListener("change", changed);
  field.addEventListener("click", (event) => {
    // Whoever marks a stretch of text wants to do something else with it.
    if (field.selectionStart === field.selectionEnd) open(mirror.at(event.clientX, event.clientY)?.spots ?? []);
  });
  field.addEventListener("keydown", (event) => {
    const isAsked = event.key === "." && (event.ctrlKey || event.metaKey);
    if (isAsked && open(spotsAt(spots, field.selectionStart))) event.preventDefault();
  });
  document.addEventListener(CHECKED, checked);
  checked();
}

/** Writes a suggestion where its mark stands; says whether it still stands there. */
export function putPlain(field: HTMLTextAreaElement | HTMLInputElement, mark: Spot["mark"], text: string): boolean {
  const spot = spotOf(field.value, mark);
  if (!spot) return false;
  field.focus();
  field.setRangeText(text, spot.start, spot.end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
