/** One sweep from tasks to bytes: in parallel, with progress on stderr, and with the count of what was simulated. */
import type {SweepAbout} from "../../lib/lab/sweepAbout.js";
import {inParallel} from "./inParallel.js";
import {type ProgressStream, progress} from "./progress.js";
import {type SweepRow, sweepFile} from "./sweepFile.js";
import type {SweepSettings} from "./sweepSettings.js";

export interface SweepTask {
  /** Simulated requests, warm-up included. */
  readonly requests: number;
}

export interface Sweep<Task extends SweepTask> {
  readonly name: string;
  /** The module whose `simulate(task)` returns the task's rows. */
  readonly module: URL;
  readonly tasks: readonly Task[];
  /** The columns that are coordinates. */
  readonly grid: readonly string[];
  readonly about: Pick<SweepAbout, "seed" | "level" | "parameters">;
}

/** Simulated requests of a sweep, from its tasks alone. */
export function sweepRequests(tasks: readonly SweepTask[]): number {
  return tasks.reduce((sum, {requests}) => sum + requests, 0);
}

/** Runs a sweep; the bytes of its Arrow file. */
export async function runSweep<Task extends SweepTask>(
  {name, module, tasks, grid, about}: Sweep<Task>,
  {mode, cores}: SweepSettings,
  stream: ProgressStream = process.stderr
): Promise<Uint8Array> {
  const started = performance.now();
  const total = sweepRequests(tasks);
  const {add, end} = progress({name, total, now: () => performance.now(), stream});
  const results = await inParallel<Task, SweepRow[]>(tasks, {
    module,
    cores,
    cost: ({requests}) => requests,
    onResult: ({requests}) => add(requests)
  });
  const bytes = sweepFile(results.flat(), grid, {sweep: name, mode, requests: total, ...about});
  const taken = performance.now() - started;
  end(
    `${total.toLocaleString("en")} simulated requests in ${(taken / 1e3).toFixed(1)} s on ${cores} core${cores > 1 ? "s" : ""} (${((taken * 1e6) / total).toFixed(1)} ns each), ${bytes.length.toLocaleString("en")} bytes`
  );
  return bytes;
}
