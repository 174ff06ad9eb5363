// Underlines in the rich text: decorations that move with what is typed until the next check.

import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { CHECKED, type Mark, marks } from "./marks";
import { showPanel } from "./panel";

interface Underlined {
  set: DecorationSet;
}
const KEY = new PluginKey<Underlined>("language");

/** The underlines of one field. */
export const underline = (field: string): Extension =>
  Extension.create({
    name: "language",
    addKeyboardShortcuts() {
      return { "Mod-.": () => openAt(this.editor, this.editor.state.selection.from) };
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
                return place !== null && openAt(editor, view.posAtDOM(place, 0));
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
    const at = text.slice(mark.start, mark.end) === mark.found ? mark.start : text.indexOf(mark.found);
    if (at >= 0 && mark.found !== "") range = { from: position + 1 + at, to: position + 1 + at + mark.found.length };
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
      const looks = { class: `flagged flagged-${mark.severity}` };
      return range ? [Decoration.inline(range.from, range.to, looks, { mark })] : [];
    });
  editor.view.dispatch(editor.state.tr.setMeta(KEY, DecorationSet.create(editor.state.doc, decorations)).setMeta("addToHistory", false));
}

function openAt(editor: Editor, position: number): boolean {
  const found = KEY.getState(editor.state)?.set.find(position, position) ?? [];
  // The shortest is the most exact where a word stands in a long sentence.
  const [nearest] = found.sort((a, b) => a.to - a.from - (b.to - b.from));
  if (!nearest) return false;
  const mark = (nearest.spec as { mark: Mark }).mark;
  showPanel(mark, () => editor.view.coordsAtPos(nearest.from), {
    put: (text) => editor.chain().focus().insertContentAt({ from: nearest.from, to: nearest.to }, { type: "text", text }).run(),
    back: () => editor.commands.focus(),
  });
  return false;
}
