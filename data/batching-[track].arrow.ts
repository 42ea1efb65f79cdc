/**
 * Question: how do throughput and the whole law of latency change with batch size, window, arrival rate, service rate
 * and traffic shape on a track's machine?
 * Source: lib/simulation (seeded batch server), lib/lessons/batchingGrid.ts (the points).
 * Output: Arrow IPC, one row a point. Coordinates: shape, speed [1], rate [1/s], window [s], batch. Time from arrival to
 * user: mean, p50, p95, p99, p999, worst [s], half-widths hwMean, hwP99, hwP999 at 95 % [s]. throughput [1/s],
 * utilization (rate over saturation) [1], busy (share of time at work) [1], queueDepth [1], loss [1]; growth of the line
 * [1/s] where there is no steady state (times and queueDepth NaN). First row of `about`: JSON, see lib/lab/sweepAbout.ts.
 * Size: about 250 kB a track.
 */
import {BATCHING_LEVEL, batchingMissionOf, batchingTasks} from "./support/batchingPoints.js";
import {runSweep} from "./support/runSweep.js";
import {sweepSettings} from "./support/sweepSettings.js";

async function load(track: string): Promise<Uint8Array> {
  const settings = sweepSettings(process.env);
  const {seed, serviceCurve, servers, transferTime} = batchingMissionOf(track);
  return runSweep(
    {
      name: `batching-${track}`,
      module: new URL("./support/batchingPoints.ts", import.meta.url),
      tasks: batchingTasks(track, settings.mode),
      grid: ["shape", "speed", "rate", "window", "batch"],
      about: {
        seed,
        level: BATCHING_LEVEL,
        parameters: {
          track,
          servers,
          transferTime: transferTime.value,
          serviceCurve: serviceCurve.map(({batch, time}) => ({batch, time: time.value}))
        }
      }
    },
    settings
  );
}

const track =
  process.argv.find((argument) => argument.startsWith("--track="))?.slice("--track=".length) ?? "";
process.stdout.write(await load(track));
