// The panel where a picture is chosen from the library, or added to it, and put into the text.

import type { Editor } from "@tiptap/core";
import { element, word } from "../words";

interface Picture {
  reference: string;
  alt: string;
}

export interface PicturePanel {
  element: HTMLElement;
  toggle(button: HTMLElement): void;
}

const RIGHTS: [string, string][] = [
  ["own", "Vi har selv taget det"],
  ["bought", "Vi har købt retten"],
  ["permission", "Vi har fået lov"],
  ["free", "Det er frit at bruge"],
];

export function picturePanel(editor: Editor, source: HTMLElement): PicturePanel {
  const panel = element("div", { class: "rich-link rich-pictures", role: "group", "aria-label": word(source, "labelPicture", "Billede") });
  panel.hidden = true;
  let opener: HTMLElement | undefined;
  const close = (): void => {
    panel.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    editor.commands.focus();
  };
  const put = (picture: Picture): void => {
    editor.chain().focus().insertContent({ type: "picture", attrs: { media: picture.reference, alt: picture.alt } }).run();
    close();
  };
  const choices = element("div", { class: "rich-choices" });
  const wrong = element("p", { class: "form-error-message", role: "alert" });
  wrong.hidden = true;
  panel.append(choices, ...upload(source, wrong, put), wrong);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    // Enter in a field of the panel must not send the message.
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  });
  for (const kind of ["input", "change"]) panel.addEventListener(kind, (event) => event.stopPropagation());
  const toggle = (button: HTMLElement): void => {
    opener = button;
    if (!panel.hidden) return close();
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    panel.querySelector<HTMLElement>("input, button")?.focus();
    void offer(choices, put);
  };
  return { element: panel, toggle };
}

/** The latest pictures as buttons. */
async function offer(choices: HTMLElement, put: (picture: Picture) => void): Promise<void> {
  const answer = await fetch("/library/latest").catch(() => undefined);
  if (!answer?.ok) return;
  const { items } = (await answer.json()) as { items: Picture[] };
  choices.replaceChildren(
    ...items.map((picture) => {
      const button = element("button", { type: "button", "aria-label": picture.alt, title: picture.alt });
      button.append(element("img", { src: `/media/${picture.reference}`, alt: "", loading: "lazy" }));
      button.addEventListener("click", () => put(picture));
      return button;
    }),
  );
}

function upload(source: HTMLElement, wrong: HTMLElement, put: (picture: Picture) => void): HTMLElement[] {
  const field = (id: string, label: string, input: HTMLElement): HTMLElement => {
    const made = element("label", { for: id }, label);
    input.id = id;
    made.append(input);
    return made;
  };
  const file = element("input", { class: "form-input", type: "file", accept: "image/jpeg,image/png,image/webp" });
  const alt = element("input", { class: "form-input", type: "text", maxlength: "300", autocomplete: "off" });
  const rights = element("select", { class: "form-select" });
  rights.append(element("option", { value: "" }, word(source, "labelChoose", "Vælg")));
  for (const [value, danish] of RIGHTS) {
    rights.append(element("option", { value }, word(source, `labelRights${value[0]!.toUpperCase()}${value.slice(1)}`, danish)));
  }
  const send = element("button", { type: "button", class: "button button-secondary" }, word(source, "labelPutPicture", "Sæt billedet ind"));
  const fields: Record<string, HTMLElement> = { file, alt, rights };
  send.addEventListener("click", () => void add());
  const add = async (): Promise<void> => {
    const form = new FormData();
    if (file.files?.[0]) form.set("file", file.files[0]);
    form.set("alt", alt.value);
    form.set("rights", rights.value);
    form.set("editor", "1");
    send.disabled = true;
    const answer = await fetch("/library", { method: "POST", body: form }).catch(() => undefined);
    send.disabled = false;
    if (answer?.status === 201) {
      wrong.hidden = true;
      file.value = "";
      alt.value = "";
      put((await answer.json()) as Picture);
      return;
    }
    const said = (await answer?.json().catch(() => undefined)) as { field?: string; message?: string } | undefined;
    wrong.textContent = said?.message ?? word(source, "labelPictureFailed", "Billedet kom ikke med. Prøv igen.");
    wrong.hidden = false;
    fields[said?.field ?? "file"]?.focus();
  };
  return [
    field("picture-file", word(source, "labelFile", "Nyt billede"), file),
    field("picture-alt", word(source, "labelAlt", "Hvad viser billedet?"), alt),
    field("picture-rights", word(source, "labelRights", "Hvorfor må I bruge det?"), rights),
    send,
  ];
}
