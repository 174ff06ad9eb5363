// Underlines in the rich text: decorations that move with what is typed until the next check.

import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { CHECKED, type Mark, looks, marks, spotOf } from "./marks";
import { showPanel } from "./panel";
import { spotsAt } from "./spots";

interface Underlined {
  set: DecorationSet;
}
const KEY = new PluginKey<Underlined>("language");

/** The underlines of one field. */
export const underline = (field: string): Extension =>
  Extension.create({
    name: "language",
    addKeyboardShortcuts() {
      return { "Mod-.": () => carets(this.editor).some((place) => openAt(this.editor, place)) };
    },
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin<Underlined>({
          key: KEY,
          state: {
            init: () => ({ set: DecorationSet.empty }),
            apply(transaction, old) {
              const fresh = transaction.getMeta(KEY) as DecorationSet | undefined;
              return { set: fresh ?? old.set.map(transaction.mapping, transaction.doc) };
            },
          },
          props: {
            decorations: (state) => KEY.getState(state)?.set,
            handleDOMEvents: {
              click(view, event) {
                const place = event.target instanceof Element ? event.target.closest(".flagged") : null;
                if (place !== null) openAt(editor, view.posAtDOM(place, 0));
                return false;
              },
            },
          },
          view() {
            const show = (): void => put(editor, field);
            document.addEventListener(CHECKED, show);
            queueMicrotask(show);
            return { destroy: () => document.removeEventListener(CHECKED, show) };
          },
        }),
      ];
    },
  });

/** Where a mark stands in the document; nothing when the text there is another by now. */
export function rangeOf(editor: Editor, mark: Mark): { from: number; to: number } | null {
  let line = -1;
  let range: { from: number; to: number } | null = null;
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock || range) return range === null;
    if (node.content.size === 0) return false;
    line += 1;
    if (line !== mark.part) return false;
    // A line break is one character in the check and one place in the document.
    const text = node.textBetween(0, node.content.size, "", "\n");
    const spot = spotOf(text, mark);
    if (spot) range = { from: position + 1 + spot.start, to: position + 1 + spot.end };
    return false;
  });
  return range;
}

function put(editor: Editor, field: string): void {
  if (editor.isDestroyed) return;
  const decorations = marks()
    .filter(({ mark }) => mark.field === field)
    .flatMap(({ mark }) => {
      const range = rangeOf(editor, mark);
      return range ? [Decoration.inline(range.from, range.to, { class: looks([mark.severity]) }, { mark })] : [];
    });
  editor.view.dispatch(editor.state.tr.setMeta(KEY, DecorationSet.create(editor.state.doc, decorations)).setMeta("addToHistory", false));
}

/** Where the caret stands on the page, and where the editor has it, which hears of a move a moment later. */
function carets({ view, state }: Editor): number[] {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const seen = range && view.dom.contains(range.startContainer) ? [view.posAtDOM(range.startContainer, range.startOffset)] : [];
  return [...seen, state.selection.from];
}

function openAt(editor: Editor, position: number): boolean {
  const found = KEY.getState(editor.state)?.set.find(position, position) ?? [];
  const spots = found.map(({ from, to, spec }) => ({ start: from, end: to, mark: (spec as { mark: Mark }).mark }));
  const here = spotsAt(spots, position);
  const [first] = here;
  if (!first) return false;
  const flags = here.map(({ mark, start: from, end: to }) => ({
    mark,
    put: (text: string) => void editor.chain().focus().insertContentAt({ from, to }, { type: "text", text }).run(),
  }));
  showPanel(flags, () => editor.view.coordsAtPos(first.start), () => editor.commands.focus());
  return true;
}
