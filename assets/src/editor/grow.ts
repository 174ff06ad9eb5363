// Fields that are as high as their text, where the browser does not do it, and a title of one line.

export function grow(form: HTMLFormElement): void {
  const title = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(".title-input");
  // Enter goes on to the next field: in a form of one line it would send the text.
  title?.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    form.querySelector<HTMLElement>(".main-point-input")?.focus();
  });
  title?.addEventListener("input", () => {
    if (title.value.includes("\n")) title.value = title.value.replace(/\s*\n\s*/g, " ");
  });
  if (CSS.supports("field-sizing", "content")) return;
  for (const field of form.querySelectorAll<HTMLTextAreaElement>("textarea.title-input, textarea.main-point-input, textarea.body-input")) {
    const fit = (): void => {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    };
    field.addEventListener("input", fit);
    fit();
  }
}
