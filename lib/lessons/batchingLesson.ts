/**
 * What Part 2 says on each track: one row a track, each text a function of computed numbers. No figure is typed here
 * that the model or a fact table computes.
 */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {invalid} from "../invalid.js";
import type {BatchingMission, Track} from "../tables/track.js";
import {MILLISECOND} from "../units.js";
import {ASKED_BATCH, type BatchingAnswer} from "./batchingAnswer.js";
import {missionServiceTimes} from "./batchingScenario.js";
import {scaleEnd} from "./scaleEnd.js";

export interface BatchingCopy {
  /** The situation before the question, in paragraphs. */
  situation(track: Track): readonly string[];
  /** Below the title after the reveal. */
  lede: string;
  /** What happened, in the track's numbers. */
  explanation(track: Track, answer: BatchingAnswer): string;
  /** Who owns the rest of the machine's time: why throughput is asked for per second of it. */
  share(track: Track): string;
  /** Why no batch size would meet both, where that is so. */
  none(track: Track): string;
}

/** A gain by less than this share is none. */
const CLEARLY = 0.01;

const num = formatNumber;
const time = formatDuration;
const timeOf = (mission: BatchingMission, batch: number) => missionServiceTimes(mission)[batch]!;
const rateOf = (mission: BatchingMission, batch: number) => batch / timeOf(mission, batch);

/** The targets in one sentence. */
function asks({batching: b}: Track): string {
  const {many} = b.request;
  const whom = b.quantile === 1 ? `every one of the ${many}` : `${num(100 * b.quantile)} of 100 ${many}`;
  return `${num(b.throughputTarget.value)} in each second of its work, and ${whom} within ${time(b.latencyTarget.value)}`;
}

/** What a larger batch did to the wait, the same account on every track. */
function account({small, large}: BatchingAnswer, many: string): string {
  const gain =
    large.throughput > small.throughput * (1 + CLEARLY)
      ? `The machine has gained: ${num(small.throughput)} per second of its time became ${num(large.throughput)}.`
      : `The machine has gained nothing: ${num(small.throughput)} per second of its time stayed ${num(large.throughput)}.`;
  return `In batches of ${small.batch} the ${many} wait ${time(small.wait)} on average before the machine starts on them; in batches of ${large.batch} it is ${time(large.wait)}, and ${time(large.formation)} of that is spent on waiting for others to come. ${gain} Each of the ${many} pays: ${time(small.sojourn)} from arrival to answer became ${time(large.sojourn)}.`;
}

export const batchingCopy: Readonly<Record<string, BatchingCopy>> = {
  cloud: {
    situation: (track) => {
      const b = track.batching;
      return [
        `You run ${track.machine}. It answers in batches: requests wait until ${b.start.batch} are together or the oldest has waited ${time(b.start.window)}, then the replica reads all prompts and writes all answers, token by token, to the end of the last. One request alone takes ${time(timeOf(b, 1))}, ${b.start.batch} together ${time(timeOf(b, b.start.batch))}. ${num(b.arrivalRate.value)} arrive per second, at random.`,
        `The CFO has rented ${formatPercent(1 - b.machineShare.value)} of the replica’s time to others, so your ${num(b.arrivalRate.value)} per second must be done in the other ${formatPercent(b.machineShare.value)}. It must answer ${asks(track)}. Users complain of the time to the first token, and leave.`
      ];
    },
    lede: "The replica waits for company. So do the users.",
    explanation: (track, answer) =>
      `${account(answer, track.batching.request.many)} The first of ${answer.large.batch} waits for the other ${answer.large.batch - 1}, at ${num(track.batching.arrivalRate.value)} per second; that is the TTFT wall, and no faster GPU takes it down.`,
    share: ({batching: b}) =>
      `the CFO has rented ${formatPercent(1 - b.machineShare.value)} of the replica’s time to batch jobs`,
    none: ({batching: b}) =>
      `A second of the replica’s time answers ${num(rateOf(b, b.batchRange.max))} at most, in batches of ${b.batchRange.max}.`
  },
  edge: {
    situation: (track) => {
      const b = track.batching;
      return [
        `You run ${track.machine}. All of them fire on one trigger, and the module looks at the frames one by one: ${time(timeOf(b, 1))} each, measured. It takes a batch of ${b.smallBatch} in ${time(timeOf(b, b.smallBatch))}, also measured. ${num(b.arrivalRate.value)} frames arrive per second.`,
        `Planner, lidar and lanes hold the module for ${formatPercent(1 - b.machineShare.value)} of the time. So the detector must answer ${asks(track)}, the worst case included: the loop is a safety loop.`
      ];
    },
    lede: "All frames come at once. What is there to wait for?",
    explanation: (track, answer) =>
      `${account(answer, track.batching.request.many)} A batch of ${answer.small.batch} is one turn of the trigger, complete the moment it begins. A batch of ${answer.large.batch} needs ${num(answer.large.batch / answer.small.batch)} turns: the first frames of it are ${time(2 * answer.large.formation)} old when the last ones come.`,
    share: ({batching: b}) =>
      `other networks hold the module for ${formatPercent(1 - b.machineShare.value)} of the time`,
    none: ({batching: b}) =>
      `A second of the module’s time answers ${num(rateOf(b, b.batchRange.max))} at most, in batches of ${b.batchRange.max}.`
  },
  mobile: {
    situation: (track) => {
      const b = track.batching;
      return [
        `You build ${track.machine}. A recogniser reads the text regions of what the wearer sees, ${num(b.arrivalRate.value)} per second as they come into view. Somebody has put a server’s batcher in front of it: it waits until ${b.start.batch} regions are together or the oldest has waited ${time(b.start.window)}. One region alone takes ${time(timeOf(b, 1))}, ${b.start.batch} together ${time(timeOf(b, b.start.batch))}.`,
        `Segmentation, detection and hand tracking hold the chip for most of the time; ${formatPercent(b.machineShare.value)} are left. So it must answer ${asks(track)}, the next refresh of the display. Who misses it is shown a refresh later, and the display falls to half its rate.`
      ];
    },
    lede: "The overhead is not in the model. It is in the batcher.",
    explanation: (track, answer) =>
      `${account(answer, track.batching.request.many)} A refresh is ${time(track.batching.latencyTarget.value)}: with batches of ${answer.large.batch} the mean alone misses ${num(Math.floor(answer.large.sojourn / track.batching.latencyTarget.value))} of them.`,
    share: ({batching: b}) =>
      `segmentation, detection and hand tracking leave ${formatPercent(b.machineShare.value)} of the chip`,
    none: ({batching: b}) =>
      `A second of the chip’s time answers ${num(rateOf(b, b.batchRange.max))} at most, in batches of ${b.batchRange.max}.`
  },
  tiny: {
    situation: (track) => {
      const b = track.batching;
      return [
        `You build ${track.machine}. A hop of sound comes every ${time(1 / b.arrivalRate.value)} and takes ${time(timeOf(b, 1))} to clean, measured. There is no buffer: a hop that finds the core at work is gone. Somebody proposes to do as the servers do, and to clean up to ${b.start.batch} hops in one go, held for at most ${time(b.start.window)}.`,
        `While it works the core draws ${num(1 / b.machineShare.value)} mW. On the one milliwatt that the mission grants it may work ${formatPercent(b.machineShare.value)} of the time. So it must answer ${asks(track)}.`
      ];
    },
    lede: "A batch is a buffer. This machine has none.",
    explanation: (track, answer) =>
      `${account(answer, track.batching.request.many)} That is because ${answer.large.batch} hops take ${answer.large.batch} times as long as one. And while the core is at it, ${formatPercent(answer.large.lossFraction)} of the sound finds no place and is lost.`,
    share: ({batching: b}) =>
      `one milliwatt pays for ${formatPercent(b.machineShare.value)} of the core’s time`,
    none: ({batching: b}) =>
      `A second of the core’s time cleans ${num(rateOf(b, 1))} hops, one at a time or in batches of any size: the work of one hop is not shared with the next, so a batch saves nothing. One milliwatt asks for ${num(b.throughputTarget.value)}, ${num(b.throughputTarget.value / rateOf(b, 1))} times as many. Batching shares what is fixed, and here nothing is. The way out is a smaller model.`
  }
};

/** The directions that the lock offers. */
export const batchingDirections = [
  {id: "higher", claim: "Higher."},
  {id: "lower", claim: "Lower."},
  {id: "same", claim: "The same."}
] as const;

/** The mechanisms that the lock offers, the same on every track. */
export const batchingMechanisms = [
  {
    id: "shared",
    claim: "The fixed cost is shared.",
    why: "Each pays a small part of it, so each is done sooner."
  },
  {id: "math", claim: "A larger batch computes longer.", why: "More work before anybody is answered."},
  {id: "fill", claim: "The first waits for the last.", why: "All must have come before any is started."},
  {id: "queue", claim: "A line forms at the machine.", why: "It is still at the batch before."},
  {id: "cancel", claim: "Saving and waiting cancel.", why: "What the machine gains, the user keeps."}
] as const;

/** The lock's form: direction and wait, in milliseconds, from the track's own figures. */
export function batchingForm({batching}: Track, {small, large}: BatchingAnswer) {
  const {one} = batching.request;
  return {
    lines: [
      `The server now waits for full batches of ${ASKED_BATCH} instead of ${batching.smallBatch}.`,
      "The load stays, the machine stays.",
      `How long does a ${one} wait, on average, before the machine starts on it?`
    ],
    choice: {title: `The average latency of a single ${one} will be`, options: batchingDirections},
    numberTitle: `The wait in batches of ${ASKED_BATCH}`,
    unitName: "ms",
    min: 0,
    max: scaleEnd((2 * large.wait) / MILLISECOND),
    step: scaleEnd(large.wait / MILLISECOND) / 20,
    before: small.wait / MILLISECOND,
    beforeName: `batches of ${batching.smallBatch}:`,
    mechanisms: batchingMechanisms
  };
}

/** The texts of a track; a track without any is a row that is missing here. */
export function batchingCopyOf(id: string): BatchingCopy {
  const copy = batchingCopy[id];
  if (!copy) throw invalid("track", id);
  return copy;
}

/** The question's key in the ledger: another wording or another truth gets another key. */
export const batchingQuestion = "part2/batch-of-32";
