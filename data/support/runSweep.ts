/** One sweep from tasks to bytes: in parallel, with progress on stderr, and with the count of what was simulated. */
import type {SweepAbout} from "../../lib/lab/sweepAbout.js";
import {inParallel} from "./inParallel.js";
import {type ProgressStream, progress} from "./progress.js";
import {sweepFile} from "./sweepFile.js";
import type {SweepSettings} from "./sweepSettings.js";
import {type SweepResult, type SweepTask, sweepRequests} from "./sweepTask.js";

export interface Sweep<Task extends SweepTask> {
  readonly name: string;
  /** The module whose `simulate(task)` returns the task's SweepResult. */
  readonly module: URL;
  readonly tasks: readonly Task[];
  /** The columns that are coordinates. */
  readonly grid: readonly string[];
  readonly about: Pick<SweepAbout, "seed" | "level" | "parameters">;
}

/** Runs a sweep; the bytes of its Arrow file. */
export async function runSweep<Task extends SweepTask>(
  {name, module, tasks, grid, about}: Sweep<Task>,
  {mode, cores}: SweepSettings,
  stream: ProgressStream = process.stderr
): Promise<Uint8Array> {
  const started = performance.now();
  const {add, end} = progress({name, total: sweepRequests(tasks), now: () => performance.now(), stream});
  const results = await inParallel<Task, SweepResult>(tasks, {
    module,
    cores,
    cost: ({requests}) => requests,
    onResult: ({requests}) => add(requests)
  }).catch((cause: Error) => {
    end("fails");
    throw new Error(`The sweep ${name} fails: ${cause.message}`, {cause});
  });
  const total = sweepRequests(results);
  const rows = results.flatMap((result) => result.rows);
  const bytes = sweepFile(rows, grid, {sweep: name, mode, requests: total, ...about});
  const taken = performance.now() - started;
  end(
    `${total.toLocaleString("en")} simulated requests in ${(taken / 1e3).toFixed(1)} s on ${cores} core${cores > 1 ? "s" : ""} (${((taken * 1e6) / total).toFixed(1)} ns each), ${bytes.length.toLocaleString("en")} bytes`
  );
  return bytes;
}
