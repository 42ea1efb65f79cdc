/**
 * Feedback on Part 2's prediction: every misconception about batching as a row, with the direction, the mechanism and
 * the number that give it away, and what to say to it in the track's own numbers.
 */
import {formatDuration, formatNumber} from "../format.js";
import {MILLISECOND} from "../units.js";
import type {BatchingAnswer} from "./batchingAnswer.js";
import type {Feedback} from "./feedback.js";

export interface PredictedBatching {
  readonly direction: string | null;
  /** The wait [ms], as it was said. */
  readonly number: number;
  readonly mechanism: string;
}

interface Misconception {
  readonly id: string;
  matches(answer: BatchingAnswer, predicted: PredictedBatching): boolean;
  say(answer: BatchingAnswer, predicted: PredictedBatching): {readonly title: string; readonly text: string};
}

/** A number counts as right within a tenth of the truth. */
const TOLERANCE = 0.1;

/** Whether a number of milliseconds is near a time [s]. */
export function isNearTime(milliseconds: number, time: number): boolean {
  return Math.abs(milliseconds * MILLISECOND - time) <= TOLERANCE * time;
}

const time = formatDuration;

const misconceptions: readonly Misconception[] = [
  {
    id: "batching-speeds-up",
    matches: ({direction}, predicted) => predicted.direction === "lower" && direction === "higher",
    say: ({small, large}) => ({
      title: "The machine gains. The user does not.",
      text: `A second of the machine’s work answers ${formatNumber(large.throughput)} requests in batches of ${large.batch}, against ${formatNumber(small.throughput)} in batches of ${small.batch}. But each request stays from its arrival to the end of the whole batch: ${time(small.sojourn)} became ${time(large.sojourn)}. Throughput is the machine’s, latency is the user’s.`
    })
  },
  {
    id: "latency-unchanged",
    matches: ({direction}, predicted) => predicted.direction === "same" && direction !== "same",
    say: ({small, large}) => ({
      title: "The load is the same, the time is not.",
      text: `Nobody’s own work changed, but everybody now waits for company: ${time(small.sojourn)} became ${time(large.sojourn)}, on average.`
    })
  },
  {
    id: "only-math",
    matches: ({mechanism}, predicted) => predicted.mechanism === "math" && mechanism !== "shared",
    say: ({small, large}) => ({
      title: "A larger batch computes longer, and that comes on top.",
      text: `The math went from ${time(small.math)} to ${time(large.math)}. The wait that you were asked for ends before it begins: ${time(large.formation)} are spent on waiting for ${large.batch} to be together.`
    })
  },
  {
    id: "line-blamed",
    matches: ({mechanism}, predicted) => predicted.mechanism === "queue" && mechanism === "fill",
    say: ({small, large}) => ({
      title: "The machine is not behind. It is idle.",
      text: `A larger batch makes the line in front of the machine shorter: ${time(small.queueWait)} before, ${time(large.queueWait)} now. The wait is in front of an idle machine that counts heads.`
    })
  },
  {
    id: "cost-shared",
    matches: ({mechanism}, predicted) => predicted.mechanism === "shared" && mechanism !== "shared",
    say: ({large}) => ({
      title: "The cost is shared. The time is not.",
      text: `Sharing the fixed cost divides what the machine pays for each request. It does not divide the clock: all ${large.batch} leave together, after the last has come and the whole batch is done.`
    })
  },
  {
    id: "cancel",
    matches: (_answer, predicted) => predicted.mechanism === "cancel",
    say: ({small, large}) => ({
      title: "They are paid in different coin.",
      text: `What is saved is the machine’s time, ${time(1 / small.throughput - 1 / large.throughput)} for each request. What is waited is the user’s: ${time(large.wait - small.wait)} more. The two never meet on one account, so they cannot cancel.`
    })
  },
  {
    id: "whole-fill-for-all",
    matches: ({mechanism, large}, predicted) =>
      mechanism === "fill" &&
      predicted.mechanism === "fill" &&
      isNearTime(predicted.number, 2 * large.formation),
    say: ({large}) => ({
      title: "That is what the first one waits.",
      text: `The first of ${large.batch} waits for all the others, ${time(2 * large.formation)}; the last waits for nobody. The mean is half of it: ${time(large.formation)}. A mean is no tail: keep the other number too.`
    })
  },
  {
    id: "right-mechanism-wrong-number",
    matches: ({mechanism, large}, predicted) =>
      predicted.mechanism === mechanism &&
      !isNearTime(predicted.number, large.wait) &&
      !isNearTime(predicted.number, 2 * large.formation),
    say: ({large}, predicted) => ({
      title: "The right mechanism. Now the arithmetic.",
      text: `The first of ${large.batch} waits for ${large.batch - 1} more to arrive, the last for none: ${time(large.formation)} on average. You said ${time(predicted.number * MILLISECOND)}.`
    })
  },
  {
    id: "right-number-wrong-mechanism",
    matches: ({mechanism, large}, predicted) =>
      predicted.mechanism !== mechanism && isNearTime(predicted.number, large.wait),
    say: ({large}) => ({
      title: "The number is right. The reason is not.",
      text: `${time(large.wait)} it is, within a tenth. At another load the same reasoning would be far off: it is the wait for others that decides, and it grows when fewer come.`
    })
  },
  {
    id: "right",
    matches: ({direction, mechanism, large}, predicted) =>
      predicted.direction === direction &&
      predicted.mechanism === mechanism &&
      isNearTime(predicted.number, large.wait),
    say: ({large}) => ({
      title: "Right: direction, mechanism and number.",
      text: `${time(large.wait)} for others to come. Now say beforehand what happens to it when half as many arrive.`
    })
  }
];

/** What to say to a prediction, at least one item, the misconception first; nothing to one that was skipped. */
export function batchingFeedback(
  answer: BatchingAnswer,
  predicted: PredictedBatching | null
): readonly Feedback[] {
  if (predicted === null) return [];
  const found = misconceptions.filter(({matches}) => matches(answer, predicted));
  return found.map(({id, say}) => ({id, ...say(answer, predicted)}));
}
