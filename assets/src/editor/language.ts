// The language of the message: what is written is read aloud, and looked at by the browser's own spelling, in it.

const FIELDS = '#title, #main-point, #body, textarea[name^="variant-"], .rich-text';

export function language(form: HTMLFormElement): void {
  const choice = form.querySelector<HTMLSelectElement>("select#language");
  if (!choice) return;
  const apply = (): void => {
    for (const field of form.querySelectorAll<HTMLElement>(FIELDS)) field.lang = choice.value;
  };
  choice.addEventListener("change", apply);
  apply();
}
