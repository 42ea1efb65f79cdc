/** Feedback on Part 3's prediction: each misconception with what gives it away and what to say to it. */
import {formatNumber, formatPercent} from "../format.js";
import type {CliffAnswer} from "./cliffAnswer.js";
import type {Feedback} from "./feedback.js";

export interface PredictedCliff {
  readonly choice: string | null;
  readonly number: number;
  readonly mechanism: string;
}

interface Misconception {
  readonly id: string;
  matches(answer: CliffAnswer, predicted: PredictedCliff): boolean;
  say(answer: CliffAnswer, predicted: PredictedCliff): {title: string; text: string};
}

const num = formatNumber;

/** Nobody computes this in the head: within a quarter of the truth is right. */
const TOLERANCE = 0.25;

const isNear = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.abs(b);

const misconceptions: readonly Misconception[] = [
  {
    id: "full-is-possible",
    matches: (_answer, {choice}) => choice === "yes",
    say: ({asks, atGoal, number, utilization, goal}) =>
      asks === "tail"
        ? {
            title: "Full means endless.",
            text: `At 100% the line has no steady state: every gap between two arrivals is work that never gets done, and nothing is left over to catch up. It is on its way there long before: ${num(atGoal)} service times at ${formatPercent(goal)}, ${num(number)} at ${formatPercent(utilization)}.`
          }
        : {
            title: "It is never quite full.",
            text: `With one place the core is busy ρ / (1 + ρ) of the time: to be busy 100% it would need endless arrivals and lose all but a few of them.`
          }
  },
  {
    id: "balance",
    matches: (_answer, {mechanism}) => mechanism === "balance",
    say: ({mean, number, asks}) => ({
      title: "Rates balance. Moments do not.",
      text:
        asks === "tail"
          ? `On average as much comes as goes, below 100%. But the line is made by moments, not by averages: arrivals bunch, and after a bunch everybody stands in it. The mean is ${num(mean)} service times, and one in a hundred spends ${num(number)}.`
          : `Below 100% the rates would balance, if a hop that comes too early could wait. It cannot: ${num(number)} of 100 find the place taken.`
    })
  },
  {
    id: "linear",
    matches: (_answer, {mechanism}) => mechanism === "linear",
    say: ({atHalf, atGoal, number, utilization, goal, asks}) => ({
      title:
        asks === "tail"
          ? "Not with the load. With what is left of it."
          : "It grows, and it is there from the start.",
      text:
        asks === "tail"
          ? `From 50% to ${formatPercent(goal)} the p99 goes from ${num(atHalf)} to ${num(atGoal)} service times; the last steps to ${formatPercent(utilization)} take it to ${num(number)}. It goes with 1 / (1 − ρ): halving the rest doubles the wait.`
          : `Loss goes with ρ / (1 + ρ): ${num(atHalf)} of 100 already at half load, ${num(number)} at ${formatPercent(utilization)}. There is no quiet region without a buffer, and no cliff.`
    })
  },
  {
    id: "slower",
    matches: (_answer, {mechanism}) => mechanism === "slower",
    say: ({number}) => ({
      title: "The service took just as long.",
      text: `In this model each service takes exactly what it takes on an empty machine; ${num(number)} comes from arrivals alone. Heat and contention come on top of it.`
    })
  },
  {
    id: "loss-invented",
    matches: ({mechanism}, predicted) => predicted.mechanism === "turned-away" && mechanism !== "turned-away",
    say: ({number}) => ({
      title: "Nothing was turned away.",
      text: `The line may be as long as it likes, so everybody is served, late: ${num(number)} service times for the slowest of a hundred. Turning requests away is the other way out, and it is a decision that somebody has to make.`
    })
  },
  {
    id: "wait-invented",
    matches: ({mechanism}, predicted) => predicted.mechanism === "gaps" && mechanism === "turned-away",
    say: ({number}) => ({
      title: "Gaps are lost, and so are those who come too early.",
      text: `You saw why the core is never full. Here nobody waits for it either: without a buffer ${num(number)} of 100 are turned away.`
    })
  },
  {
    id: "tail-forgotten",
    matches: ({asks, mean}, {number, mechanism}) =>
      asks === "tail" && mechanism === "gaps" && isNear(number, mean),
    say: ({mean, number}) => ({
      title: "That is the mean.",
      text: `${num(mean)} service times is what a request spends on average. The slowest of a hundred spends ${num(number)}: the tail is far from the mean, and the user is in the tail once in a hundred requests.`
    })
  },
  {
    id: "far-too-low",
    matches: ({number, mean, asks}, predicted) =>
      asks === "tail" &&
      predicted.mechanism === "gaps" &&
      predicted.number < (1 - TOLERANCE) * number &&
      !isNear(predicted.number, mean),
    say: ({number, utilization}, predicted) => ({
      title: "The right mechanism, and a cliff that is steeper than it feels.",
      text: `You said ${num(predicted.number)} and it is ${num(number)}. Only ${formatPercent(1 - utilization)} of the time are left to work a bunch off, so a bunch stays for a long time.`
    })
  },
  {
    id: "too-high",
    matches: ({number, mechanism}, predicted) =>
      predicted.mechanism === mechanism && predicted.number > (1 + TOLERANCE) * number,
    say: ({number}, predicted) => ({
      title: "The right mechanism, and not quite so bad.",
      text: `You said ${num(predicted.number)} and it is ${num(number)}.`
    })
  },
  {
    id: "loss-off",
    matches: ({number, asks}, predicted) =>
      asks === "loss" && predicted.mechanism === "turned-away" && predicted.number < (1 - TOLERANCE) * number,
    say: ({number, utilization}, predicted) => ({
      title: "The right mechanism. The number is harsher.",
      text: `You said ${num(predicted.number)} and it is ${num(number)} of 100: of a machine that is asked for ${formatPercent(utilization)} of its time by chance, ${num(number)} in 100 ask while it is at work for another.`
    })
  },
  {
    id: "right-number-wrong-mechanism",
    matches: ({number, mechanism}, predicted) =>
      predicted.mechanism !== mechanism && isNear(predicted.number, number),
    say: ({number}, predicted) => ({
      title: "The number is right. The reason is not.",
      text: `${num(predicted.number)} is close to ${num(number)}. At another load the same reasoning would be far off.`
    })
  },
  {
    id: "right",
    matches: ({number, mechanism}, {choice, ...predicted}) =>
      predicted.mechanism === mechanism && isNear(predicted.number, number) && choice !== "yes",
    say: ({number}, predicted) => ({
      title: "Right, number and mechanism.",
      text: `You said ${num(predicted.number)} and it is ${num(number)}. Now say beforehand how much of it is left at 90%.`
    })
  }
];

/** What to say to a prediction, the misconception first; at least one item. */
export function cliffFeedback(answer: CliffAnswer, predicted: PredictedCliff | null): readonly Feedback[] {
  if (predicted === null) return [];
  const found = misconceptions.filter(({matches}) => matches(answer, predicted));
  return found.map(({id, say}) => ({id, ...say(answer, predicted)}));
}
