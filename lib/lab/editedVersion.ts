/**
 * Which version of a text an edit was made from. An edit arrives as the whole new text, moments after the last one, so
 * it differs little from what it was made from; a text that is nearer to nothing was begun anew.
 */
import type {TextVersion} from "./ledger.js";

/** The version nearest to `text`; where that is an empty page, the one that `by` wrote, if any. */
export function editedVersion(
  versions: readonly TextVersion[],
  text: string,
  by: string
): TextVersion | undefined {
  const own = versions.find((version) => version.by === by);
  let nearest = own;
  let least = text.length;
  for (const version of own ? [own, ...versions] : versions) {
    const size = editSize(version.text, text);
    if (size < least) [nearest, least] = [version, size];
  }
  return nearest;
}

/** Characters taken away and put in, as one edit: all but the common beginning and end. */
function editSize(from: string, to: string): number {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) ++start;
  let end = 0;
  while (start + end < most && from[from.length - 1 - end] === to[to.length - 1 - end]) ++end;
  return from.length + to.length - 2 * (start + end);
}
