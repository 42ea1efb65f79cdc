/** How many wait, moment by moment. */
import type {BatchRecords} from "./batchRecords.js";
import type {StepFunction} from "./eventLog.js";

/**
 * The number of requests in line, forming or queued, lost ones left out: right-continuous, from 0 on. A request leaves
 * the line when its batch starts; who was left unfinished stays.
 *
 * @example
 * Array.from(queueDepth(simulateBatches({arrivals: {kind: "replay", times: [1, 2, 3]}, service: {curve: [{batch: 1, time: 1}]}, maxBatch: 2, window: Infinity, seed: 1})).counts) // => [0, 1, 0, 1]
 */
export function queueDepth({count, arrival, start, lost}: BatchRecords): StepFunction {
  const admitted = arrival.filter((_, i) => lost[i] === 0);
  const started = start.filter((time) => !Number.isNaN(time)).sort();
  const times = new Float64Array(count + started.length + 1);
  const counts = new Int32Array(times.length);
  let size = 1;
  let arrived = 0;
  let gone = 0;
  while (arrived < admitted.length || gone < started.length) {
    const time = Math.min(
      arrived < admitted.length ? admitted[arrived] : Infinity,
      gone < started.length ? started[gone] : Infinity
    );
    while (arrived < admitted.length && admitted[arrived] === time) ++arrived;
    while (gone < started.length && started[gone] === time) ++gone;
    const step = time === times[size - 1] ? size - 1 : size++;
    times[step] = time;
    counts[step] = arrived - gone;
  }
  return {times: times.slice(0, size), counts: counts.slice(0, size)};
}
