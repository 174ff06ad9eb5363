// Rich text in the textarea's place. The textarea stays what is sent: it gets the Markdown of
// every change, and one click shows it again.

import { Editor } from "@tiptap/core";
import { element, word } from "../words";
import { fromDocument, toDocument } from "./blocks";
import { read, write } from "./markdown";
import { cleanPaste } from "./paste";
import { schema } from "./schema";
import { register } from "./suggest";
import { toolbar } from "./toolbar";
import { rangeOf, underline } from "./underline";

export function enrich(form: HTMLFormElement, body: HTMLTextAreaElement): void {
  const box = element("div", { class: "rich" });
  const place = element("div");
  let written = body.value;
  const editor = new Editor({
    element: place,
    extensions: [...schema, underline(body.id)],
    content: toDocument(read(body.value)),
    injectCSS: false,
    enableContentCheck: false,
    editorProps: {
      attributes: () => ({
        id: `${body.id}-rich`,
        class: "rich-text prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": labelOf(form, body),
        lang: body.lang || document.documentElement.lang,
        spellcheck: "true",
        ...describedBy(body),
      }),
      transformPastedHTML: cleanPaste,
    },
    onUpdate: () => {
      written = write(fromDocument(editor.getJSON())).trimEnd();
      body.value = written;
      body.dispatchEvent(new Event("input", { bubbles: true }));
      markEmpty(editor, body);
    },
  });

  register(body.id, (mark, text) => {
    const range = rangeOf(editor, mark);
    return range !== null && editor.chain().focus().insertContentAt(range, { type: "text", text }).run();
  });

  const showPlain = (): void => {
    body.classList.add("is-plain");
    box.hidden = true;
    body.hidden = false;
    back.hidden = false;
    body.focus();
  };
  const showRich = (): void => {
    body.classList.remove("is-plain");
    back.hidden = true;
    body.hidden = true;
    box.hidden = false;
    editor.commands.focus();
  };
  const switchTo = (text: string, act: () => void): HTMLElement => {
    const button = element("button", { type: "button", class: "link rich-switch" }, text);
    button.addEventListener("click", act);
    return button;
  };
  const back = switchTo(word(body, "labelRich", "Vis med formatering"), showRich);
  const plain = switchTo(word(body, "labelPlain", "Vis som ren tekst"), showPlain);
  // A change that did not come from here: typed as plain text, or fetched from the browser.
  const takeOver = (): void => {
    if (body.value === written) return;
    written = body.value;
    editor.commands.setContent(toDocument(read(body.value)), { emitUpdate: false });
    markEmpty(editor, body);
  };
  body.addEventListener("input", takeOver);
  body.addEventListener("change", takeOver);

  box.append(toolbar(editor, body), place, plain);
  body.before(box);
  body.after(back);
  body.hidden = true;
  back.hidden = true;
  markEmpty(editor, body);
  // A hidden required field would stop the form without a word.
  body.required = false;
  leadToText(form, body, editor, box);
}

/** Links of findings and the field's label lead to the text that is shown. */
function leadToText(form: HTMLFormElement, body: HTMLTextAreaElement, editor: Editor, box: HTMLElement): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest(`a[href="#${body.id}"], label[for="${body.id}"]`) : null;
    if (!target || box.hidden) return;
    event.preventDefault();
    editor.commands.focus();
    box.scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("reset", () => queueMicrotask(() => body.dispatchEvent(new Event("change"))));
}

function labelOf(form: HTMLFormElement, body: HTMLTextAreaElement): string {
  return form.querySelector(`label[for="${body.id}"]`)?.textContent?.trim() || word(body, "labelText", "Tekst");
}

function describedBy(body: HTMLTextAreaElement): Record<string, string> {
  const ids = body.getAttribute("aria-describedby");
  return ids ? { "aria-describedby": ids } : {};
}

function markEmpty(editor: Editor, body: HTMLTextAreaElement): void {
  const text = editor.isEmpty && body.placeholder !== "" ? body.placeholder : null;
  if (text === null) editor.view.dom.removeAttribute("data-empty");
  else editor.view.dom.setAttribute("data-empty", text);
}
