/** What a reader has done on a track or in a part, in a few words. */
import type {Ledger, Part} from "../lib/lab/ledger.js";
import {progress} from "../lib/lab/progress.js";

/** One phrase for a whole track. */
export function trackState(ledger: Ledger, track: string): string {
  const {parts} = progress(ledger, track);
  const begun = parts.filter(({state}) => state !== "not started");
  return begun.length === 0
    ? "Not started."
    : begun.map(({part, state}) => `Part ${part}: ${state}.`).join(" ");
}

/** One phrase and a fraction for a part on a track. */
export function partState(
  ledger: Ledger,
  track: string,
  part: Part
): {readonly state: string; readonly fraction: number} {
  const found = progress(ledger, track).parts.find((entry) => entry.part === part);
  return {state: found?.state ?? "not started", fraction: found?.fraction ?? 0};
}
