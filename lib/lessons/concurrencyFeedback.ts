/**
 * Feedback on Part 1's prediction: every misconception that the literature and the classroom know, as a row with the
 * mechanism and the number that give it away and what to say to it in the track's own numbers.
 */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import type {ConcurrencyAnswer} from "./concurrencyAnswer.js";
import type {Feedback} from "./feedback.js";

export interface PredictedAnswer {
  readonly number: number;
  readonly mechanism: string;
}

interface Misconception {
  readonly id: string;
  matches(answer: ConcurrencyAnswer, predicted: PredictedAnswer): boolean;
  say(answer: ConcurrencyAnswer, predicted: PredictedAnswer): {title: string; text: string};
}

/** A number counts as right within a tenth of the truth, or within a tenth of a request. */
const TOLERANCE = 0.1;

/** Whether a predicted number is near another. */
export function isNear(number: number, target: number): boolean {
  return Math.abs(number - target) <= Math.max(TOLERANCE * Math.abs(target), TOLERANCE);
}

const num = formatNumber;

const misconceptions: readonly Misconception[] = [
  {
    id: "service-is-sojourn",
    matches: ({mechanism}, predicted) => predicted.mechanism === "doubles" && mechanism === "more",
    say: ({before, after}) => ({
      title: "The processing time stays. W does not.",
      text: `Little’s law counts the whole time in the system. W is processing plus waiting, and near saturation the waiting grows: from ${formatDuration(before.wait)} to ${formatDuration(after.wait)}. That is why L went from ${num(before.inSystem)} to ${num(after.inSystem)} and not to ${num(2 * before.inSystem)}.`
    })
  },
  {
    id: "no-buffer-no-queue",
    matches: ({mechanism}, predicted) =>
      mechanism === "lost" && (predicted.mechanism === "doubles" || predicted.mechanism === "more"),
    say: ({after, limit}) => ({
      title: "L cannot pass the places that there are.",
      text: `With ${limit} place${limit === 1 ? "" : "s"} and no buffer there is nowhere for a second request to be counted. The load turns into loss: ${formatPercent(after.lossFraction)} of the requests never enter, and λ in Little’s law is the rate of those that do, ${num(after.acceptedRate)} per second.`
    })
  },
  {
    id: "machine-unchanged",
    matches: ({mechanism}, predicted) => predicted.mechanism === "same" && mechanism !== "same",
    say: ({before, after, mechanism}) =>
      mechanism === "lost"
        ? {
            title: "The number barely moves, but not because nothing happened.",
            text: `L stays near ${num(before.inSystem)} because the machine turns requests away: ${formatPercent(after.lossFraction)} are lost. A gauge that does not move can hide an overload.`
          }
        : {
            title: "The same machine, but not the same crowd.",
            text: `L is not a property of the machine. It is arrival rate times time in the system, so twice the arrivals mean at least twice the requests inside: ${num(before.inSystem)} became ${num(after.inSystem)}.`
          }
  },
  {
    id: "additive",
    matches: (_answer, predicted) => predicted.mechanism === "fixed",
    say: ({before, after}) => ({
      title: "Requests do not add. They multiply with the time they stay.",
      text: `Each extra arrival per second adds W seconds’ worth of requests, and it also makes everyone else wait longer. So the step grows with the load: from ${num(before.inSystem)} to ${num(after.inSystem)}.`
    })
  },
  {
    id: "waiting-invented",
    matches: ({mechanism}, predicted) =>
      predicted.mechanism === "more" && (mechanism === "doubles" || mechanism === "same"),
    say: ({after}) => ({
      title: "No line forms here.",
      text: `Waiting comes from variation or from too much load. Here the mean wait is ${formatDuration(after.wait)}: W stays, and L only follows the rate.`
    })
  },
  {
    id: "loss-invented",
    matches: ({mechanism}, predicted) => predicted.mechanism === "lost" && mechanism !== "lost",
    say: ({after}) => ({
      title: "Nothing is turned away on this track.",
      text: `The line may grow, so every request is counted until it leaves: ${formatPercent(after.lossFraction)} are lost, and L rises to ${num(after.inSystem)}.`
    })
  },
  {
    id: "right-mechanism-wrong-number",
    matches: ({mechanism, after}, predicted) =>
      predicted.mechanism === mechanism && !isNear(predicted.number, after.inSystem),
    say: ({after}, predicted) => ({
      title: "The right mechanism. The number is harder.",
      text: `You said ${num(predicted.number)} and it is ${num(after.inSystem)}. Nobody can do this one in the head: it needs the wait, ${formatDuration(after.wait)}, at ${formatPercent(after.utilization)} utilization. Math Peek shows where it comes from.`
    })
  },
  {
    id: "right-number-wrong-mechanism",
    matches: ({mechanism, after}, predicted) =>
      predicted.mechanism !== mechanism && isNear(predicted.number, after.inSystem),
    say: ({after}, predicted) => ({
      title: "The number is right. The reason is not.",
      text: `${num(predicted.number)} is within a tenth of ${num(after.inSystem)}. At another load the same reasoning would be far off: the mechanism decides.`
    })
  },
  {
    id: "right",
    matches: ({mechanism, after}, predicted) =>
      predicted.mechanism === mechanism && isNear(predicted.number, after.inSystem),
    say: ({after}, predicted) => ({
      title: "Right, number and mechanism.",
      text: `You said ${num(predicted.number)} and it is ${num(after.inSystem)}. Now find the arrival rate at which L is twice that, and say beforehand what it will be.`
    })
  }
];

/** What to say to a prediction, at least one item, the misconception first. */
export function concurrencyFeedback(
  answer: ConcurrencyAnswer,
  predicted: PredictedAnswer | null
): readonly Feedback[] {
  if (predicted === null) return [];
  const found = misconceptions.filter(({matches}) => matches(answer, predicted));
  return found.map(({id, say}) => ({id, ...say(answer, predicted)}));
}
