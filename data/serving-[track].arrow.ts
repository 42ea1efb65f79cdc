/**
 * Question: which machine of a track carries how much, and how long do its users wait, over policies, levels of state
 * and pool, precisions, arrival rates and traffic?
 * Source: lib/serving (engine for language models), lib/simulation/sharedMachine.ts (the other tracks), by way of
 * lib/lessons/cliffMachine.ts; the points: lib/lessons/servingGrid.ts.
 * Output: Arrow IPC, one row a machine, rate and traffic. Coordinates: state, pool, policy, precision, burstiness [1],
 * rate [1/s]. All columns: EngineSweepRow or SharedSweepRow in lib/lessons/sweepRows.ts. First row of `about`: JSON, see
 * lib/lab/sweepAbout.ts.
 * Size: about 120 to 230 kB a track.
 */
import {runSweep} from "./support/runSweep.js";
import {servingTasks} from "./support/servingPoints.js";
import {missionOf, SERVING_LEVEL} from "./support/servingTask.js";
import {sweepSettings} from "./support/sweepSettings.js";

async function load(track: string): Promise<Uint8Array> {
  const settings = sweepSettings(process.env);
  const {seed, budget} = missionOf(track);
  return runSweep(
    {
      name: `serving-${track}`,
      module: new URL("./support/servingPoints.ts", import.meta.url),
      tasks: servingTasks(track, settings.mode),
      grid: ["state", "pool", "policy", "precision", "burstiness", "rate"],
      about: {seed, level: SERVING_LEVEL, parameters: {track, budget: budget?.start ?? null}}
    },
    settings
  );
}

const track =
  process.argv.find((argument) => argument.startsWith("--track="))?.slice("--track=".length) ?? "";
process.stdout.write(await load(track));
