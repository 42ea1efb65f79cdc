/**
 * What Part 1 says on each track: one row a track, each text a function of computed numbers. No figure is typed here
 * that the model or a fact table computes.
 */

import {formatBytes, formatDuration, formatNumber, formatPercent} from "../format.js";
import {invalid} from "../invalid.js";
import type {ConcurrencyMission, Track} from "../tables/track.js";
import type {ConcurrencyAnswer} from "./concurrencyAnswer.js";

export interface ConcurrencyCopy {
  /** The situation before the question, in paragraphs. */
  situation(track: Track, answer: ConcurrencyAnswer): readonly string[];
  /** What doubles, as the question says it. */
  doubling(track: Track): string;
  /** The headline's second line after the reveal. */
  lede: string;
  /** What happened, in the track's numbers. */
  explanation(track: Track, answer: ConcurrencyAnswer): string;
  /** What it means to be over the memory limit by `over` requests. */
  overLimit(track: Track, over: number, places: number): string;
  /** The reflection in the imagined voice of a computer architect. */
  patterson(track: Track, answer: ConcurrencyAnswer): string;
}

const num = formatNumber;

const memoryOf = ({memory}: ConcurrencyMission) => formatBytes(memory.limit.value);
const eachOf = ({memory}: ConcurrencyMission) => formatBytes(memory.perRequest.value);

export const concurrencyCopy: Readonly<Record<string, ConcurrencyCopy>> = {
  cloud: {
    situation: ({concurrency: c, machine}, {before, places}) => [
      `You run ${machine}. ${memoryOf(c)} are left for the requests’ own state. Every request reserves room for its whole context, ${eachOf(c)}, whether it needs it or not. So ${places} fit.`,
      `Today ${num(c.arrivalRate.value)} requests arrive per second, at random, and each takes ${formatDuration(c.executionTime.value)} to process on average: some answers are short, some long. By Little’s law that makes ${num(before.inSystem)} in the system. Tonight the product is in the news.`
    ],
    doubling: ({concurrency: c}) => `The request rate doubles to ${num(2 * c.arrivalRate.value)} per second.`,
    lede: "The model did not get slower. Something else did.",
    explanation: ({concurrency: c}, {after, before, places}) =>
      `Doubling ${num(before.inSystem)} gives ${num(after.inService)}, and ${num(after.inService)} are being served. The other ${num(after.waiting, 2)} stand in line: with ${places} places, ${formatPercent(after.utilization)} of them busy, a request waits ${formatDuration(after.wait)} before it starts. W was ${formatDuration(before.sojourn)} and is now ${formatDuration(after.sojourn)}. Little’s law held all along: ${num(2 * c.arrivalRate.value)} × ${num(after.sojourn)} = ${num(after.inSystem)}.`,
    overLimit: ({concurrency: c}, _over, places) =>
      `${places} places × ${eachOf(c)} fill the memory. Request ${places + 1} finds none and waits outside.`,
    patterson: ({concurrency: c}, {limit}) =>
      `You bought two accelerators for their arithmetic, yet what you can serve is set by ${memoryOf(c)}: ${limit} requests of ${eachOf(c)}. Why is L, and not FLOP/s, the number that sizes memory? Reconcile it with your replica’s limit.`
  },
  edge: {
    situation: ({concurrency: c, machine}, {limit}) => [
      `You run ${machine}. One frame takes ${formatDuration(c.executionTime.value)}, measured; every camera fires 30 times a second, all on one trigger. A fixed pool of ${limit} buffers holds the frames: safety software allocates nothing while it drives.`,
      `${num(c.arrivalRate.value)} frames arrive per second. Now a second ring of eight cameras goes on the roof, on the same trigger.`
    ],
    doubling: ({concurrency: c}) =>
      `The frame rate doubles to ${num(2 * c.arrivalRate.value)} per second: sixteen cameras instead of eight.`,
    lede: "The module is not even busy all the time. The trigger is the trouble.",
    explanation: ({concurrency: c}, {after, before, limit}) =>
      `All cameras fire at once, so the n-th frame waits for n − 1 others. With twice the cameras the line is twice as long and each frame in it waits twice as long: W went from ${formatDuration(before.sojourn)} to ${formatDuration(after.sojourn)}, and L from ${num(before.inSystem)} to ${num(after.inSystem)}, not to ${num(2 * before.inSystem)}. The module is busy only ${formatPercent(after.utilization)} of the time. And at the trigger itself ${num((2 * c.arrivalRate.value) / 30)} frames want one of ${limit} buffers: an average hides a burst.`,
    overLimit: ({concurrency: c}, over, _places) =>
      `The pool of ${memoryOf(c)} has no buffer for ${over === 1 ? "this frame" : `these ${num(over)} frames`}: a camera is blind for this turn of the loop.`,
    patterson: ({concurrency: c}, {after, limit}) =>
      `The average is ${num(after.inSystem)} frames, and you still cannot build the car with ${num(Math.ceil(after.inSystem))} buffers. Why is L, at its peak and not on average, the number that sizes a pool of ${limit} buffers (${memoryOf(c)})?`
  },
  mobile: {
    situation: ({concurrency: c, machine}, {before}) => [
      `You build ${machine}. A frame takes ${formatDuration(c.executionTime.value)} to translate: segment, detect, read, each part measured. A hand tracker shares the chip and goes first. There are three frame buffers of ${eachOf(c)}.`,
      `In power-saving mode ${num((c.arrivalRate.value * 2) / 3)} frames and ${num(c.arrivalRate.value / 3)} hand jobs arrive per second: ${num(before.inSystem)} jobs in the system. Now the wearer turns on smooth mode.`
    ],
    doubling: ({concurrency: c}) =>
      `Both rates double: ${num((c.arrivalRate.value * 4) / 3)} frames and ${num((c.arrivalRate.value * 2) / 3)} hand jobs per second, ${num(2 * c.arrivalRate.value)} jobs in all.`,
    lede: "Almost twice the jobs. Half of the frames never reach the eye.",
    explanation: ({concurrency: c}, {after, before}) =>
      `Twice the arrivals, and a little more than twice the jobs: L went from ${num(before.inSystem)} to ${num(after.inSystem)}, because W rose from ${formatDuration(before.sojourn)} to ${formatDuration(after.sojourn)}. The chip is busy ${formatPercent(after.utilization, 3)} of the time. Every second frame starts behind the hand tracker and is ready after ${formatDuration(c.executionTime.value + (c.service[0]?.fixed ?? 0))}, too late for the refresh at ${formatDuration(c.vsync?.value ?? 0)}. It is shown together with the next one, so the display falls to half its rate.`,
    overLimit: ({concurrency: c}, over, _places) =>
      `Three buffers of ${eachOf(c)} are all there are: ${over === 1 ? "one job" : `${num(over)} jobs`} too many, and a frame is dropped.`,
    patterson: ({concurrency: c}, {after, limit}) =>
      `The chip keeps up, with ${num(after.inSystem)} jobs in flight on average, and there are ${limit} buffers of ${eachOf(c)}. A fourth buffer would hold more frames and show them later. Why is L still the number that sizes the memory, and what does a larger L do to the wearer?`
  },
  tiny: {
    situation: ({concurrency: c, machine}, {before}) => [
      `You build ${machine}. A hop of sound arrives every ${formatDuration(1 / c.arrivalRate.value)} and takes ${formatDuration(c.executionTime.value)} to clean. There is one place of ${eachOf(c)} and no buffer: a hop that finds it taken is gone.`,
      `The core is busy ${formatPercent(before.utilization, 3)} of the time, so ${num(before.inSystem)} hops are in the system on average, and none is lost. Now somebody asks for hops of half the length, to halve the delay.`
    ],
    doubling: ({concurrency: c}) => `The hop rate doubles to ${num(2 * c.arrivalRate.value)} per second.`,
    lede: "The gauge hardly moved. That is the alarming part.",
    explanation: ({concurrency: c}, {after, before}) =>
      `L was ${num(before.inSystem)} and is ${num(after.inSystem)}. It cannot exceed the one place, so it cannot tell you that ${formatPercent(after.lossFraction)} of the hops are gone: every second one comes ${formatDuration(c.executionTime.value - 1 / (2 * c.arrivalRate.value))} too early. Little’s law still holds, for the hops that got in: ${num(after.acceptedRate)} per second × ${formatDuration(after.sojourn)} = ${num(after.inSystem)}. A system without a buffer turns load into loss, not into waiting.`,
    overLimit: ({concurrency: c}, over, _places) =>
      `There is one place of ${eachOf(c)}: ${over === 1 ? "this hop is" : `${num(over)} hops are`} lost, and the ear hears the gap.`,
    patterson: ({concurrency: c}, {after}) =>
      `Your memory holds ${memoryOf(c)}, one hop, and L can never show more than one. It reads ${num(after.inSystem)} while ${formatPercent(after.lossFraction)} of the sound is thrown away. Why is L still the number that sizes memory, and which number must stand beside it when there is no buffer?`
  }
};

/** The mechanisms that the lock offers, the same on every track. */
export const concurrencyMechanisms = [
  {id: "same", claim: "L stays.", why: "Faster arrivals, same machine."},
  {id: "doubles", claim: "L doubles.", why: "The processing time stays, so W stays."},
  {id: "more", claim: "L more than doubles.", why: "W grows too: part of it is waiting."},
  {id: "fixed", claim: "L grows by a fixed number.", why: "Each extra request adds one."},
  {id: "lost", claim: "L stays near its limit.", why: "What does not fit is turned away."}
] as const;

/** The lock's form: the question in lines, and the scale of its number, from the track's own figures. */
export function concurrencyForm(track: Track, answer: ConcurrencyAnswer) {
  const {limit, before} = answer;
  const many = track.request.many;
  return {
    lines: [
      copyOf(track.id).doubling(track),
      "The processing time of one stays.",
      `How many ${many} are in the system then, on average?`
    ],
    unitName: many,
    min: 0,
    max: 2 * limit,
    step: limit >= 10 ? (before.inSystem < 2 ? 0.5 : 1) : 0.1,
    before: before.inSystem,
    mechanisms: concurrencyMechanisms
  };
}

/** The texts of a track; a track without any is a row that is missing here. */
export function copyOf(id: string): ConcurrencyCopy {
  const copy = concurrencyCopy[id];
  if (!copy) throw invalid("track", id);
  return copy;
}

/** The question's key in the ledger: another wording or another truth gets another key. */
export const concurrencyQuestion = "part1/rate-doubles";
