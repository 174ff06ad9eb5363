// The marks of a plain text while one writes in it: which move, which are gone, and which stand at a place.

import { type Spot, heaviestFirst } from "./marks";

/** A stretch of text with the marks that stand on it, the heaviest first. */
export interface Stretch {
  start: number;
  end: number;
  spots: Spot[];
}

/** The spots after a change: those behind it move with the text, those it touches are gone until the next check. */
export function follow(spots: Spot[], before: string, after: string): Spot[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  const [end, by] = [before.length - tail, after.length - before.length];
  return spots.flatMap((spot) => {
    if (spot.end <= head) return [spot];
    return spot.start >= end ? [{ ...spot, start: spot.start + by, end: spot.end + by }] : [];
  });
}

/** The spots at a caret: those that it stands in, else those that it stands at the end of. */
export function spotsAt(spots: Spot[], caret: number): Spot[] {
  const inside = spots.filter((spot) => spot.start <= caret && caret < spot.end);
  const found = inside.length > 0 ? inside : spots.filter((spot) => spot.end === caret);
  return found.sort(heaviestFirst);
}

/** The marked stretches of a text in order, cut wherever a mark begins or ends. */
export function stretches(spots: Spot[]): Stretch[] {
  const cuts = [...new Set(spots.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const waiting = [...spots].sort((a, b) => b.start - a.start);
  let here: Spot[] = [];
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index]!;
    here = here.filter((spot) => spot.end > start);
    while (waiting.length > 0 && waiting.at(-1)!.start <= start) here.push(waiting.pop()!);
    return here.length > 0 ? [{ start, end, spots: [...here].sort(heaviestFirst) }] : [];
  });
}
