// One line of Markdown being written: which marks are open, and what must be written as a code so
// that a mark certainly opens or closes.

import type { Line, Piece } from "./model";

type Mark = "strong" | "emphasis";
const DELIMITER: Record<Mark, string> = { strong: "**", emphasis: "_" };
const LETTER_OR_DIGIT = /[\p{Alphabetic}\p{N}]/u;
const SPACE = /[\s\u0085]/u;
const SAFE_NEIGHBOUR = /[ !-/:-@[-`{-~]/;

export class LineWriter {
  private out = "";
  private open: Mark[] = [];
  /** The last thing written closes a mark, so a letter right after it must be written as a code. */
  private justClosed = false;
  /** The last thing written opens a mark, so a space right after it must be written as a code. */
  private justOpened = false;

  run(pieces: Line): void {
    pieces.forEach((piece, at) => this.piece(piece, pieces.slice(at + 1)));
  }

  link(href: string, pieces: Line): void {
    this.closeTo(0);
    // An exclamation mark before the bracket would make an image.
    if (this.out.endsWith("!")) this.out = `${this.out.slice(0, -1)}\\!`;
    this.justClosed = false;
    this.out += "[";
    this.run(pieces);
    this.closeTo(0);
    this.out += `](${address(href)})`;
  }

  finish(): string {
    this.closeTo(0);
    return this.out;
  }

  private piece(piece: Piece, rest: Line): void {
    const firstOff = this.open.findIndex((mark) => !piece[mark]);
    if (firstOff >= 0) this.closeTo(firstOff);
    const goesOn = (mark: Mark) => {
      const end = rest.findIndex((next) => !next[mark]);
      return end < 0 ? rest.length : end;
    };
    const wanted: Mark[] = ["strong", "emphasis"];
    if (goesOn("emphasis") > goesOn("strong")) wanted.reverse();
    const opening = wanted.filter((mark) => piece[mark] && !this.open.includes(mark));
    // Asterisks between letters are no problem: "Rådhus**et**".
    const [first = "", second] = piece.text;
    const isSimple = !piece.emphasis && LETTER_OR_DIGIT.test(first) && second !== undefined;
    for (const mark of opening) {
      if (!isSimple) this.codeLast((char) => !SAFE_NEIGHBOUR.test(char));
      this.out += DELIMITER[mark];
      this.open.push(mark);
      this.justClosed = false;
      this.justOpened = true;
    }
    this.text(piece.text);
  }

  private text(text: string): void {
    let rest = text;
    const [first] = text;
    const needsCode =
      first !== undefined &&
      ((this.justClosed && !SAFE_NEIGHBOUR.test(first)) || (this.justOpened && SPACE.test(first)));
    if (first !== undefined && needsCode) {
      this.out += code(first);
      rest = text.slice(first.length);
    }
    this.out += escaped(rest);
    this.justClosed = false;
    this.justOpened = false;
  }

  private closeTo(depth: number): void {
    while (this.open.length > depth) {
      const mark = this.open.pop()!;
      this.codeLast((char) => SPACE.test(char));
      this.justClosed = mark === "emphasis" || !LETTER_OR_DIGIT.test(this.last());
      this.out += DELIMITER[mark];
    }
  }

  private codeLast(isInTheWay: (char: string) => boolean): void {
    const char = this.last();
    if (char !== "" && isInTheWay(char)) this.out = this.out.slice(0, -char.length) + code(char);
  }

  private last(): string {
    return [...this.out.slice(-2)].at(-1) ?? "";
  }
}

function code(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

/** Text without any character that Markdown would take as its own. */
export function escaped(text: string): string {
  return text.replace(/[\\*_[\]`<|]|&(?=[A-Za-z0-9#]|$)|!(?=\[)/g, "\\$&");
}

function address(href: string): string {
  return href
    .trim()
    .replace(/[\s"<>\\^`{|}]/gu, (char) => encodeURIComponent(char))
    .replace(/[()&*_]/g, "\\$&");
}
