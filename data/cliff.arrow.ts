/**
 * Question: how do mean and tail of wait and sojourn rise with utilization, by the clock, at random and in bursts, and
 * on each track's own queue?
 * Source: lib/simulation (seeded G/G/c/K), lib/queueing (closed forms), lib/lessons/cliffGrid.ts (queues and points).
 * Output: Arrow IPC, one row a point. Coordinates: queue, shape, utilization [1]. Times in mean service times: mean,
 * p50, p99, p999 of the sojourn, wait, waitP50, waitP99, waitP999, each with its half-width hw… at 95 % (no less than
 * heavy traffic has it for so long a run: lib/queueing/runError.ts); busy [1]; loss [1], hwLoss; growth of the line
 * [requests per mean service time] where there is no steady state (all others NaN); theory…: the exact values, NaN where
 * none is known. First row of `about`: JSON, see lib/lab/sweepAbout.ts.
 * Size: about 45 kB.
 */
import {burstGaps, cliffShapes} from "../lib/lessons/cliffGrid.js";
import {CLIFF_LEVEL, CLIFF_SEED, cliffTasks} from "./support/cliffPoints.js";
import {runSweep} from "./support/runSweep.js";
import {sweepSettings} from "./support/sweepSettings.js";

async function load(): Promise<Uint8Array> {
  const settings = sweepSettings(process.env);
  return runSweep(
    {
      name: "cliff",
      module: new URL("./support/cliffPoints.ts", import.meta.url),
      tasks: cliffTasks(settings.mode),
      grid: ["queue", "shape", "utilization"],
      about: {
        seed: CLIFF_SEED,
        level: CLIFF_LEVEL,
        parameters: {
          indexOfDispersion: Object.fromEntries(
            cliffShapes.map((shape) => [shape.id, shape.indexOfDispersion])
          ),
          burstGaps
        }
      }
    },
    settings
  );
}

process.stdout.write(await load());
