/** The words for the ids that stand in a ledger. */

import {formatDuration, formatNumber} from "../lib/format.js";
import {batchingAnswer} from "../lib/lessons/batchingAnswer.js";
import {batchingDirections, batchingMechanisms, batchingQuestion} from "../lib/lessons/batchingLesson.js";
import {caseDirections, caseMechanisms, caseQuestion} from "../lib/lessons/caseLesson.js";
import {cliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffChoices, cliffMechanisms, cliffQuestion} from "../lib/lessons/cliffLesson.js";
import {concurrencyAnswer} from "../lib/lessons/concurrencyAnswer.js";
import {concurrencyMechanisms, concurrencyQuestion} from "../lib/lessons/concurrencyLesson.js";
import type {Track} from "../lib/tables/track.js";
import {tracks} from "../lib/tables/tracks.js";
import type {LedgerWords} from "./ledgerView.js";

const questions: Readonly<Record<string, string>> = {
  [concurrencyQuestion]: "The request rate doubles: how many requests are in the system on average?",
  [batchingQuestion]: "Full batches of 32: what happens to the latency, and how long is the wait [ms]?",
  [caseQuestion]: "The published plan: what is its p99 [ms], and what with fewer GPUs?",
  [cliffQuestion]: "Can a machine be busy all the time, and what becomes of a hundred requests at 95%?"
};

const parts: Readonly<Record<number, string>> = {
  1: "the concurrency invariant",
  2: "the batching tax",
  3: "the utilization cliff"
};

const mechanisms = new Map(
  [...concurrencyMechanisms, ...batchingMechanisms, ...caseMechanisms, ...cliffMechanisms].map(
    ({id, claim, why}) => [id as string, `${claim} ${why}`]
  )
);

const choices = new Map(
  [...batchingDirections, ...caseDirections, ...cliffChoices].map(({id, claim}) => [
    id as string,
    claim as string
  ])
);

const truths: Readonly<Record<string, (track: Track) => string>> = {
  [concurrencyQuestion]: ({concurrency, request}) => {
    const {after} = concurrencyAnswer(concurrency);
    return `${formatNumber(after.inSystem)} ${request.many}`;
  },
  [batchingQuestion]: ({batching}) => {
    const {small, large, direction} = batchingAnswer(batching);
    return `${choices.get(direction)} The wait is ${formatDuration(large.wait)}, after ${formatDuration(small.wait)} in batches of ${small.batch}`;
  },
  [cliffQuestion]: ({cliff}) => {
    const {number, asks} = cliffAnswer(cliff);
    return asks === "loss"
      ? `${formatNumber(number)} of 100 are lost`
      : `${formatNumber(number)} service times`;
  }
};

export const ledgerWords: LedgerWords = {
  question: (id) => questions[id] ?? id,
  mechanism: (id) => mechanisms.get(id) ?? id,
  choice: (id) => choices.get(id) ?? id,
  part: (part) => parts[part] ?? `part ${part}`,
  truth: (question, id) => {
    const track = tracks.find((row) => row.id === id);
    const truth = truths[question];
    return track && truth ? truth(track) : null;
  }
};
