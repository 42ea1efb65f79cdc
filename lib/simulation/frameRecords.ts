/** Frames made of several requests: a picture is ready when the last of its parts is. */
import {requireInteger} from "../invalid.js";
import type {QueueRecords} from "./queueRecords.js";

/**
 * The records of frames, each made of `requestsPerFrame` requests in order of arrival (a last one that is not whole is
 * left out).
 *
 * A frame arrives and starts with its first part and departs with the last one to be done; it is lost (NaN, server -1)
 * if any part is lost or unfinished. Its stream and server are those of its first part. Throws RangeError unless
 * requestsPerFrame is a whole number >= 1.
 *
 * @example
 * Array.from(frameRecords(simulateQueue({arrivals: {kind: "replay", times: [0, 0, 1, 1]}, service: {kind: "deterministic", mean: 1}, seed: 1}), 2).departure) // => [2, 4]
 */
export function frameRecords(records: QueueRecords, requestsPerFrame: number): QueueRecords {
  requireInteger("requestsPerFrame", requestsPerFrame);
  const count = Math.floor(records.count / requestsPerFrame);
  const arrival = new Float64Array(count);
  const start = new Float64Array(count);
  const departure = new Float64Array(count);
  const server = new Int32Array(count);
  const stream = new Uint16Array(count);
  for (let frame = 0; frame < count; ++frame) {
    const first = frame * requestsPerFrame;
    arrival[frame] = records.arrival[first];
    stream[frame] = records.stream[first];
    let earliest = Infinity;
    let latest = -Infinity;
    // Math.min and Math.max hand on a NaN: one part lost, the frame lost.
    for (let i = first; i < first + requestsPerFrame; ++i) {
      earliest = Math.min(earliest, records.start[i]);
      latest = Math.max(latest, records.departure[i]);
    }
    start[frame] = earliest;
    departure[frame] = latest;
    server[frame] = Number.isNaN(latest) ? -1 : records.server[first];
  }
  const {servers, capacity, horizon} = records;
  return {count, servers, capacity, arrival, start, departure, server, stream, horizon};
}
