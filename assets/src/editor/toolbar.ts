// The editor's buttons, with words instead of pictures. One tab stop; the arrow keys move within.

import type { Editor } from "@tiptap/core";
import { element, word } from "../words";
import { linkPanel } from "./link";
import { picturePanel } from "./picture";

interface Tool {
  key: string;
  danish: string;
  isOn?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
  act: (editor: Editor) => void;
}

const TOOLS: Tool[] = [
  { key: "labelHeading", danish: "Overskrift", isOn: (e) => e.isActive("heading", { level: 2 }), act: (e) => e.chain().focus().toggleHeading({ level: 2 }).run() },
  { key: "labelSubheading", danish: "Mellemrubrik", isOn: (e) => e.isActive("heading", { level: 3 }), act: (e) => e.chain().focus().toggleHeading({ level: 3 }).run() },
  { key: "labelBold", danish: "Fed", isOn: (e) => e.isActive("bold"), act: (e) => e.chain().focus().toggleBold().run() },
  { key: "labelItalic", danish: "Kursiv", isOn: (e) => e.isActive("italic"), act: (e) => e.chain().focus().toggleItalic().run() },
  { key: "labelBullets", danish: "Punkter", isOn: (e) => e.isActive("bulletList"), act: (e) => e.chain().focus().toggleBulletList().run() },
  { key: "labelNumbers", danish: "Tal", isOn: (e) => e.isActive("orderedList"), act: (e) => e.chain().focus().toggleOrderedList().run() },
  { key: "labelQuote", danish: "Citat", isOn: (e) => e.isActive("blockquote"), act: (e) => e.chain().focus().toggleBlockquote().run() },
];
const HISTORY: Tool[] = [
  { key: "labelUndo", danish: "Fortryd", can: (e) => e.can().undo(), act: (e) => e.chain().focus().undo().run() },
  { key: "labelRedo", danish: "Gentag", can: (e) => e.can().redo(), act: (e) => e.chain().focus().redo().run() },
];

export function toolbar(editor: Editor, source: HTMLElement): HTMLElement {
  const bar = element("div", { class: "rich-bar", role: "toolbar", "aria-label": word(source, "labelToolbar", "Teksten"), "aria-controls": `${source.id}-rich` });
  const updates: (() => void)[] = [];
  const add = (tool: Tool): void => {
    const button = made(word(source, tool.key, tool.danish));
    button.addEventListener("click", () => tool.act(editor));
    updates.push(() => {
      if (tool.isOn) button.setAttribute("aria-pressed", String(tool.isOn(editor)));
      if (tool.can) button.setAttribute("aria-disabled", String(!tool.can(editor)));
    });
    bar.append(button);
  };
  TOOLS.forEach(add);
  const panel = linkPanel(editor, source);
  const link = made(word(source, "labelLink", "Link"));
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", () => panel.toggle(link));
  updates.push(() => link.setAttribute("aria-pressed", String(editor.isActive("link"))));
  bar.append(link);
  const pictures = picturePanel(editor, source);
  const picture = made(word(source, "labelPicture", "Billede"));
  picture.setAttribute("aria-expanded", "false");
  picture.addEventListener("click", () => pictures.toggle(picture));
  bar.append(picture);
  HISTORY.forEach(add);
  moveWithArrows(bar);
  bar.append(panel.element, pictures.element);
  const update = (): void => updates.forEach((one) => one());
  editor.on("transaction", update);
  update();
  return bar;
}

function made(label: string): HTMLButtonElement {
  const button = element("button", { type: "button", tabindex: "-1" }, label);
  // The text keeps its selection while the mouse is on the button.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  return button;
}

function moveWithArrows(bar: HTMLElement): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>(":scope > button")];
  buttons[0]?.setAttribute("tabindex", "0");
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
    const next = steps[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const target = buttons[(next + buttons.length) % buttons.length]!;
    buttons.forEach((button) => button.setAttribute("tabindex", button === target ? "0" : "-1"));
    target.focus();
  });
}
