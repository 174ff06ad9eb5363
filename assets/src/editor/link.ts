// The line under the toolbar where a link gets its address.

import type { Editor } from "@tiptap/core";
import { element, word } from "../words";
import { unwrapped } from "./address";
import { isAddress } from "./markdown/model";

export interface LinkPanel {
  element: HTMLElement;
  toggle(button: HTMLElement): void;
}

export function linkPanel(editor: Editor, source: HTMLElement): LinkPanel {
  const panel = element("div", { class: "rich-link" });
  panel.hidden = true;
  const label = element("label", { for: "body-link" }, word(source, "labelAddress", "Adresse, for eksempel sundby.dk/skolevej"));
  const field = element("input", { class: "form-input", id: "body-link", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false" });
  const wrong = element("p", { class: "form-error-message", role: "alert", id: "body-link-wrong" });
  wrong.hidden = true;
  const set = element("button", { type: "button", class: "button button-secondary" }, word(source, "labelSetLink", "Sæt link"));
  const drop = element("button", { type: "button", class: "button button-secondary" }, word(source, "labelDropLink", "Fjern link"));
  label.append(field);
  panel.append(label, set, drop, wrong);
  let opener: HTMLElement | undefined;

  const close = (): void => {
    panel.hidden = true;
    wrong.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    editor.commands.focus();
  };
  const apply = (): void => {
    const href = addressOf(field.value);
    if (href === null) {
      wrong.textContent = word(source, "labelWrongAddress", "Skriv en adresse på nettet, en e-mail eller et telefonnummer.");
      wrong.hidden = false;
      field.focus();
      return;
    }
    const isBare = editor.state.selection.empty && !editor.isActive("link");
    if (isBare) editor.chain().focus().insertContent({ type: "text", text: field.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
    close();
  };
  set.addEventListener("click", apply);
  drop.addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      apply();
    }
    if (event.key === "Escape") close();
  });
  // The address is no field of the form.
  for (const kind of ["input", "change"]) panel.addEventListener(kind, (event) => event.stopPropagation());

  const toggle = (button: HTMLElement): void => {
    opener = button;
    if (!panel.hidden) return close();
    const href: unknown = editor.getAttributes("link")["href"];
    field.value = typeof href === "string" ? href : "";
    drop.hidden = !editor.isActive("link");
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    field.focus();
  };
  return { element: panel, toggle };
}

/** What people type as an address: with or without https, an e-mail, a telephone number. */
export function addressOf(typed: string): string | null {
  const text = unwrapped(typed) ?? typed.trim();
  if (isAddress(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d ]{8,16}$/.test(text)) return `tel:${text.replaceAll(" ", "")}`;
  if (/^[\w-]+(\.[\w-]+)*\.[a-zæøå]{2,}([/?#]\S*)?$/i.test(text)) return `https://${text}`;
  return null;
}
