/** Says something to a screen reader once things have been still for a moment. */
import {html} from "htl";

const AFTER = 400;

export interface Announcer {
  readonly element: HTMLElement;
  /** Says what `words` gives when the moment has passed, unless something else is announced before. */
  announce(words: () => string): void;
  cancel(): void;
}

export function announcer(): Announcer {
  const element = html`<p class="visually-hidden" aria-live="polite"></p>`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  return {
    element,
    cancel,
    announce(words) {
      cancel();
      timer = setTimeout(() => {
        element.textContent = words();
      }, AFTER);
    }
  };
}
