// The own texts of channels that carry documents: rich when they are opened, with a button that
// begins with the main text.

import { enrich } from "./rich";

export function variants(form: HTMLFormElement, body: HTMLTextAreaElement): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-into]")) {
    const own = document.getElementById(button.dataset["into"]!);
    const box = button.closest("details");
    if (!(own instanceof HTMLTextAreaElement) || !box) continue;
    const open = (): void => {
      if (!box.open || own.dataset["rich"]) return;
      own.dataset["rich"] = "yes";
      for (const [name, value] of Object.entries(body.dataset)) {
        if (name.startsWith("label")) own.dataset[name] ??= value;
      }
      enrich(form, own);
    };
    // Only an empty text takes another: nothing typed is written over.
    const offer = (): void => {
      button.hidden = own.value.trim() !== "";
    };
    button.addEventListener("click", () => {
      own.value = body.value;
      own.dispatchEvent(new Event("input", { bubbles: true }));
    });
    own.addEventListener("input", offer);
    box.addEventListener("toggle", open);
    offer();
    open();
  }
}
