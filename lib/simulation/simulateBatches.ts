/** Dynamic batching from a seed to flat records of requests and batches. */
import {invalid} from "../invalid.js";
import {grown} from "./batchLog.js";
import type {BatchColumns, BatchRecords} from "./batchRecords.js";
import {BatchRun} from "./batchRun.js";
import {type BatchSpec, batchScenario} from "./batchSpec.js";

/** More records than this are a mistake: longer runs need no records (simulateBatchTotals). */
const MOST_RECORDS = 2 ** 24;

/**
 * The records of a seeded run of batch servers: a pure function of the spec.
 *
 * Requests wait in order of arrival. A batch leaves when a server is free and either `maxBatch` requests are there or
 * the oldest has waited `window`; while it waits for a server it goes on filling. It takes the idle server of the lowest
 * index. A request's time is formation (until its batch was full or the window over), queue (until a server was free),
 * math and transfer; who joins a batch that only waits for a server has no formation wait. Greedy batches (window 0)
 * have none at all; full-batch-only servers queue only full batches.
 *
 * A batch's exponential factor is drawn with its oldest request: every request has one, so that two policies share them
 * as far as they agree on who leads. With window Infinity the requests that fill no batch when arrivals end are left
 * unfinished. Throws RangeError for a spec that is not a batch server (see batchScenario), or of more than 2^24 requests.
 * Source: the general bulk service rule, Neuts 1967; with a window as in Triton's dynamic batcher.
 *
 * @example
 * Array.from(simulateBatches({arrivals: {kind: "replay", times: [0, 1, 2]}, service: {curve: [{batch: 1, time: 3}]}, maxBatch: 2, seed: 1}).departure) // => [3, 6, 6]
 */
export function simulateBatches(spec: BatchSpec): BatchRecords {
  const scenario = batchScenario(spec);
  const {servers, queue, maxBatch, bufferPlaces, window, transferTime, until, requests} = scenario;
  if (requests < Infinity && requests > MOST_RECORDS) throw invalid("requests", requests);
  const run = new BatchRun(scenario);
  let arrivals = new Float64Array(1024);
  let streams = new Uint16Array(1024);
  while (!run.ended) {
    const first = run.offered;
    const count = run.step();
    if (run.offered > MOST_RECORDS) throw invalid("until", until);
    if (run.offered > arrivals.length) {
      arrivals = grown(arrivals, 2 * run.offered);
      streams = grown(streams, 2 * run.offered);
    }
    arrivals.set(run.arrival.subarray(0, count), first);
    streams.set(run.stream.subarray(0, count), first);
  }
  run.finish();

  const count = run.offered;
  const arrival = arrivals.slice(0, count);
  const formed = new Float64Array(count).fill(NaN);
  const start = new Float64Array(count).fill(NaN);
  const done = new Float64Array(count).fill(NaN);
  const departure = new Float64Array(count).fill(NaN);
  const server = new Int32Array(count).fill(-1);
  const batch = new Int32Array(count).fill(-1);
  const lost = new Uint8Array(count).fill(1);
  const batches = columns(run);
  const ranks = batches.rankOf;
  run.stations.forEach((station, line) => {
    const {log} = station;
    for (let k = 0; k < log.count; ++k)
      for (let slot = log.first[k]; slot < log.first[k] + log.size[k]; ++slot) {
        const i = station.request[slot];
        formed[i] = Math.max(arrival[i], log.formed[k]);
        start[i] = log.start[k];
        done[i] = log.done[k];
        departure[i] = log.done[k] + transferTime;
        server[i] = queue === "each" ? line : log.server[k];
        batch[i] = ranks[line]![k];
        lost[i] = 0;
      }
    for (const i of station.stillWaiting()) lost[i] = 0;
  });
  return {
    count,
    servers,
    capacity: servers * maxBatch + (queue === "each" ? servers : 1) * bufferPlaces,
    arrival,
    start,
    departure,
    server,
    stream: streams.slice(0, count),
    horizon: until < Infinity && count !== spec.requests ? until : count > 0 ? arrival[count - 1] : 0,
    formed,
    done,
    batch,
    lost,
    batches: batches.columns,
    maxBatch,
    window,
    transferTime
  };
}

/** All lines' batches in order of start, and where each line's batches stand in it. */
function columns({stations}: BatchRun): {readonly columns: BatchColumns; readonly rankOf: Int32Array[]} {
  const all: {line: number; slot: number}[] = [];
  stations.forEach(({log}, line) => {
    for (let slot = 0; slot < log.count; ++slot) all.push({line, slot});
  });
  const startOf = ({line, slot}: {line: number; slot: number}): number => stations[line]!.log.start[slot];
  // One line has its batches in order already; of several the order is by line at the same instant.
  if (stations.length > 1)
    all.sort((one, other) => startOf(one) - startOf(other) || one.line - other.line || one.slot - other.slot);
  const rankOf = stations.map(({log}) => new Int32Array(log.count));
  const count = all.length;
  const oldest = new Int32Array(count);
  const size = new Int32Array(count);
  const formed = new Float64Array(count);
  const start = new Float64Array(count);
  const done = new Float64Array(count);
  const server = new Int32Array(count);
  all.forEach(({line, slot}, rank) => {
    const {log, request} = stations[line]!;
    rankOf[line]![slot] = rank;
    oldest[rank] = request[log.first[slot]];
    size[rank] = log.size[slot];
    formed[rank] = log.formed[slot];
    start[rank] = log.start[slot];
    done[rank] = log.done[slot];
    server[rank] = stations.length > 1 ? line : log.server[slot];
  });
  return {columns: {count, oldest, size, formed, start, done, server}, rankOf};
}
