// Texts of scripts come from the page, in its language; the Danish word stands in when it has none.

/** The text in `data-KEY` of an element, or the given one. */
export function word(element: HTMLElement, key: string, danish: string): string {
  return element.dataset[key] ?? danish;
}

/** A text with {name} filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{ ?(\w+) ?\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
