/** The words for the ids that stand in a ledger. */
import {concurrencyMechanisms, concurrencyQuestion} from "../lib/lessons/concurrencyLesson.js";
import type {LedgerWords} from "./ledgerView.js";

const questions: Readonly<Record<string, string>> = {
  [concurrencyQuestion]: "The request rate doubles: how many requests are in the system on average?"
};

const parts: Readonly<Record<number, string>> = {
  1: "the concurrency invariant",
  2: "the batching tax",
  3: "the utilization cliff"
};

const mechanisms = new Map(
  concurrencyMechanisms.map(({id, claim, why}) => [id as string, `${claim} ${why}`])
);

const choices = new Map<string, string>();

export const ledgerWords: LedgerWords = {
  question: (id) => questions[id] ?? id,
  mechanism: (id) => mechanisms.get(id) ?? id,
  choice: (id) => choices.get(id) ?? id,
  part: (part) => parts[part] ?? `part ${part}`
};
