// A button that is pressed twice is pressed once: the second press within a moment sends nothing, so that nobody begins
// two messages, or is told that somebody else was faster than their own first press.

/** How long a form that was sent waits for its answer before it may be sent again, in milliseconds. */
const WAIT_MS = 4_000;

export function pressOnce(): void {
  let sent = new WeakMap<HTMLFormElement, number>();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    const before = sent.get(form);
    if (before !== undefined && performance.now() - before < WAIT_MS) event.preventDefault();
    else sent.set(form, performance.now());
  });
  // A page that is gone back to may be sent from again.
  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });
}
