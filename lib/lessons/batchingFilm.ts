/**
 * A short run of Part 2's server with every request kept: where single requests' time goes, and what the line and the
 * machine do around a bad moment.
 */
import type {BatchRecords} from "../simulation/batchRecords.js";
import {type BatchWaterfallRow, batchWaterfall} from "../simulation/batchWaterfall.js";
import {simulateBatches} from "../simulation/simulateBatches.js";
import type {BatchingMission} from "../tables/track.js";
import {type BatchingControls, type BatchingVariant, batchingSpec} from "./batchingScenario.js";

/** The line and the machine over a stretch of time. */
export interface BatchingStretch {
  readonly from: number;
  readonly to: number;
  /** From `times[k]` on, so many hold for others, and so many wait for the machine. */
  readonly times: readonly number[];
  readonly forming: readonly number[];
  readonly queued: readonly number[];
  readonly batches: readonly {readonly start: number; readonly done: number; readonly size: number}[];
  readonly losses: readonly number[];
  /** The request that the stretch is around: the one at the mission's quantile; null where none was answered. */
  readonly marked: {
    readonly arrival: number;
    readonly formed: number;
    readonly start: number;
    readonly done: number;
  } | null;
}

export interface BatchingFilm {
  readonly rows: readonly BatchWaterfallRow[];
  readonly stretch: BatchingStretch;
}

const REQUESTS = 20_000;
const WARM_UP_SHARE = 0.1;
/** The stretch shows this many batches, this many requests, and a bad request's time so many times over. */
const CYCLES = 8;
const LEAST_REQUESTS = 24;
const SOJOURNS = 2.5;
/** Closer than this share is the same time: rounding alone makes one of many equals the worst. */
const SAME_TIME = 1e-9;
/** Of the stretch: closer than this is one instant and nothing to be seen. */
const SAME_INSTANT = 1e-6;

/** The film at the controls; `stable` as the long run found it. */
export function batchingFilm(
  mission: BatchingMission,
  controls: BatchingControls,
  {stable = true, ...variant}: BatchingVariant & {readonly stable?: boolean} = {}
): BatchingFilm {
  const records = simulateBatches({...batchingSpec(mission, controls, variant), requests: REQUESTS});
  const from = records.horizon * WARM_UP_SHARE;
  const ranked = batchWaterfall(records, {from});
  const bad = ranked.find(({label}) => label === badLabel(mission));
  return {
    rows: stable ? ranked : ranked.map(({label}) => endless(records, label)),
    stretch: stretchOf(records, stable && bad ? firstLike(records, bad, from) : -1)
  };
}

/** The row of the waterfall that the mission's latency is about. */
export function badLabel({quantile}: Pick<BatchingMission, "quantile">): BatchWaterfallRow["label"] {
  return quantile === 1 ? "worst" : "p99";
}

/** Without a steady state no request stands for the others: all wait without end. */
function endless(
  {batches, transferTime}: BatchRecords,
  label: BatchWaterfallRow["label"]
): BatchWaterfallRow {
  const last = batches.count - 1;
  return {
    label,
    formation: 0,
    wait: Infinity,
    math: last < 0 ? 0 : batches.done[last] - batches.start[last],
    transfer: transferTime,
    total: Infinity,
    request: -1,
    batchSize: last < 0 ? 0 : batches.size[last]
  };
}

/** The first request after the warm-up that takes as long as the one of a row. */
function firstLike(
  {arrival, departure, count}: BatchRecords,
  {total, request}: BatchWaterfallRow,
  from: number
): number {
  for (let i = 0; i < count; ++i)
    if (arrival[i] >= from && Math.abs(departure[i] - arrival[i] - total) <= SAME_TIME * total) return i;
  return request;
}

function stretchOf(records: BatchRecords, request: number): BatchingStretch {
  const {arrival, formed, start, done, lost, count, horizon, batches} = records;
  const known = request >= 0;
  const last = Math.max(horizon, known ? done[request] : 0);
  const length = Math.min(
    last,
    Math.max(
      (CYCLES * horizon) / Math.max(1, batches.count),
      (LEAST_REQUESTS * horizon) / Math.max(1, count),
      known ? SOJOURNS * (done[request] - arrival[request]) : 0
    )
  );
  const middle = known ? (arrival[request] + done[request]) / 2 : length / 2;
  const begin = Math.max(0, Math.min(middle - length / 2, last - length));
  const end = begin + length;
  const changes: (readonly [time: number, forming: number, queued: number])[] = [];
  const losses: number[] = [];
  for (let i = 0; i < count && arrival[i] <= end; ++i) {
    if (lost[i]) {
      if (arrival[i] >= begin) losses.push(arrival[i]);
      continue;
    }
    // Still in line when the arrivals ended: it waits beyond the stretch.
    const leaves = Number.isNaN(start[i]) ? Infinity : start[i];
    const ready = Number.isNaN(formed[i]) ? Infinity : formed[i];
    if (leaves <= begin) continue;
    if (ready > arrival[i]) changes.push([arrival[i], 1, 0], [ready, -1, 1]);
    else changes.push([arrival[i], 0, 1]);
    changes.push([leaves, 0, -1]);
  }
  changes.sort((a, b) => a[0] - b[0]);
  return {
    from: begin,
    to: end,
    ...steps(changes, begin, end),
    batches: batchesWithin(records, begin, end),
    losses,
    marked: known
      ? {arrival: arrival[request], formed: formed[request], start: start[request], done: done[request]}
      : null
  };
}

function steps(
  changes: readonly (readonly [time: number, forming: number, queued: number])[],
  begin: number,
  end: number
): Pick<BatchingStretch, "times" | "forming" | "queued"> {
  const times = [begin];
  const forming = [0];
  const queued = [0];
  for (const [time, form, queue] of changes) {
    if (time > end) break;
    const last = times.length - 1;
    const at = Math.max(begin, time);
    if (at > times[last] + SAME_INSTANT * (end - begin)) {
      times.push(at);
      forming.push(forming[last] + form);
      queued.push(queued[last] + queue);
    } else {
      forming[last] += form;
      queued[last] += queue;
    }
  }
  return {times, forming, queued};
}

function batchesWithin({batches}: BatchRecords, begin: number, end: number): BatchingStretch["batches"] {
  const found: {start: number; done: number; size: number}[] = [];
  for (let k = 0; k < batches.count && batches.start[k] <= end; ++k)
    if (batches.done[k] >= begin)
      found.push({start: batches.start[k], done: batches.done[k], size: batches.size[k]});
  return found;
}
