/**
 * The pictures of the storyboard, each from its part's own model: what is known before the part's question, and, once a
 * reader has answered or skipped it, the truth. Nothing here gives an answer away.
 */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {mm1} from "../queueing/mm1.js";
import type {Track} from "../tables/track.js";
import {missionServiceTimes} from "./batchingScenario.js";
import {concurrencyAnswer} from "./concurrencyAnswer.js";

type Point = readonly [x: number, y: number];

export interface StoryDot {
  readonly at: Point;
  readonly words: string;
  readonly kind: "known" | "truth" | "prediction";
}

export interface StoryPicture {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly most: Point;
  /** In model units, as far as it may be seen; empty where the model has no curve. */
  readonly curve: readonly Point[];
  readonly dots: readonly StoryDot[];
  /** A level that must not be passed. */
  readonly limit: {readonly y: number; readonly words: string} | null;
  /** What is asked, and beyond which x the picture says nothing; null once it is open. */
  readonly secret: {readonly from: number; readonly at: number; readonly words: string} | null;
  /** The picture in a sentence. */
  readonly label: string;
}

/** Whether the part's lock is open, and the first number that the reader has said. */
export interface StoryLock {
  readonly open: boolean;
  readonly prediction: number | null;
}

const POINTS = 60;
/** Room above the highest mark. */
const HEADROOM = 1.25;

/** Part 1: requests in the system today and at twice the rate, with the track's memory limit. */
export function concurrencyPicture(
  {concurrency: mission, request}: Track,
  {open, prediction}: StoryLock
): StoryPicture {
  const {before, after, limit} = concurrencyAnswer(mission);
  const today = mission.arrivalRate.value;
  const highest = HEADROOM * Math.max(limit, open ? after.inSystem : 0);
  const known = `${formatNumber(before.inSystem)} ${request.many} in the system today, ${formatNumber(limit)} fit the memory`;
  const dots: StoryDot[] = [
    {at: [today, before.inSystem], words: `today ${formatNumber(before.inSystem)}`, kind: "known"}
  ];
  if (open) {
    dots.push({at: [2 * today, after.inSystem], words: formatNumber(after.inSystem), kind: "truth"});
    if (prediction !== null)
      dots.push({
        at: [2 * today, Math.min(prediction, highest)],
        words: `you said ${formatNumber(prediction)}`,
        kind: "prediction"
      });
  }
  return {
    xLabel: "arrival rate",
    yLabel: `${request.many} in the system`,
    most: [2.4 * today, highest],
    curve: [],
    dots,
    limit: {y: limit, words: `memory ends at ${formatNumber(limit)}`},
    secret: open ? null : {from: 1.5 * today, at: 2 * today, words: "twice the rate"},
    label: open
      ? `${known}; at twice the rate it is ${formatNumber(after.inSystem)}.`
      : `${known}; at twice the rate: that is the question.`
  };
}

/** Part 2: time of a batch over its size, from the track's measured service curve. */
export function batchingPicture({batching}: Track, {open}: StoryLock): StoryPicture {
  const times = missionServiceTimes(batching);
  const at = (batch: number): Point => [batch, times[batch]];
  const largest = Math.min(2 * BATCH, batching.batchRange.max);
  return {
    xLabel: "batch size",
    yLabel: "time of a batch",
    most: [largest * 1.02, times[largest] * 1.05],
    curve: open ? Array.from({length: largest}, (_, i) => at(i + 1)) : [],
    dots: [
      {at: at(1), words: `alone ${formatDuration(times[1])}`, kind: "known"},
      ...(open ? [{at: at(BATCH), words: formatDuration(times[BATCH]), kind: "truth"} as const] : [])
    ],
    limit: null,
    secret: open ? null : {from: BATCH / 2, at: BATCH, words: `batch of ${BATCH}`},
    label: open
      ? `A request served alone takes ${formatDuration(times[1])}, a batch of ${BATCH} ${formatDuration(times[BATCH])}: batching is paid with latency.`
      : `A request served alone takes ${formatDuration(times[1])}; what a batch of ${BATCH} does to the single user: that is the question.`
  };
}

/** Part 3: time in the system over utilization, M/M/1. */
export function cliffPicture({open}: StoryLock): StoryPicture {
  const at = (utilization: number): Point => [
    utilization,
    mm1({arrivalRate: utilization, serviceRate: 1}).meanSojourn
  ];
  const seen = open ? NEAR_FULL : HALF;
  const points = Array.from({length: POINTS}, (_, i) => at((seen * (i + 0.5)) / (POINTS - 0.5)));
  const dot = (utilization: number, kind: StoryDot["kind"]): StoryDot => ({
    at: at(utilization),
    words: `${formatPercent(utilization)} busy: ${formatNumber(at(utilization)[1])} × service`,
    kind
  });
  return {
    xLabel: "utilization",
    yLabel: "time in the system",
    most: [1.04, at(NEAR_FULL)[1]],
    curve: points,
    dots: [open ? dot(PROMISED, "truth") : dot(HALF, "known")],
    limit: null,
    secret: open ? null : {from: HALF + 0.1, at: 1, words: "all of it"},
    label: open
      ? `The time in the system stays low up to about ${formatPercent(PROMISED)} utilization and then climbs without bound.`
      : `The time in the system up to ${formatPercent(HALF)} utilization; at all of it: that is the question.`
  };
}

/** The batch of Part 2's question. */
const BATCH = 32;
const HALF = 0.5;
const PROMISED = 0.8;
const NEAR_FULL = 0.96;
