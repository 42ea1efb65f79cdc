/** What went wrong, in words, where it would have been shown; out of sight until something does. */
import {html} from "htl";

export interface FailureNotice extends HTMLElement {
  readonly say: (words: string) => void;
}

export function failureNotice(): FailureNotice {
  const root = html`<p class="failure" role="alert" hidden></p>` as FailureNotice & {
    say: (words: string) => void;
  };
  root.say = (words) => {
    root.textContent = words;
    root.hidden = false;
  };
  return root;
}
