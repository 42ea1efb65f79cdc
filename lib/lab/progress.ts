/** How far a reader is on a track: a state and a fraction for each part. */
import {type Ledger, type LedgerEntry, ledgerEntry, PARTS, type Part} from "./ledger.js";

/** In the order in which a part is worked through. */
export type PartState = "not started" | "predicted" | "skipped" | "revealed" | "explained" | "reflected";

export interface PartProgress {
  readonly part: Part;
  readonly state: PartState;
  /** 0 to 1. */
  readonly fraction: number;
}

const FRACTIONS: Readonly<Record<PartState, number>> = {
  "not started": 0,
  predicted: 1 / 3,
  skipped: 1 / 3,
  revealed: 1 / 2,
  explained: 2 / 3,
  reflected: 1
};

/**
 * The progress of each part on a track, and their mean. A part's state is the furthest step taken; to skip a question
 * counts as much as to answer it, and is called by its name.
 */
export function progress(
  ledger: Ledger,
  track: string
): {readonly parts: readonly PartProgress[]; readonly fraction: number} {
  const parts = PARTS.map((part): PartProgress => {
    const state = stateOf(ledgerEntry(ledger, {track, part}));
    return {part, state, fraction: FRACTIONS[state]};
  });
  return {parts, fraction: parts.reduce((sum, {fraction}) => sum + fraction, 0) / parts.length};
}

function stateOf({locks, texts}: LedgerEntry): PartState {
  const wrote = (field: string) =>
    texts.some((text) => text.field === field && (text.versions[0]?.text ?? "").trim() !== "");
  if (wrote("reflection")) return "reflected";
  if (wrote("explanation")) return "explained";
  if (locks.some(({revealedAt}) => revealedAt !== null)) return "revealed";
  if (locks.some(({predictions}) => predictions.length > 0)) return "predicted";
  return locks.some(({skippedAt}) => skippedAt !== null) ? "skipped" : "not started";
}
