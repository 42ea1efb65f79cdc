/**
 * Tasks spread over worker threads. Each task is a pure function of its own parameters and seed, so the results, which
 * come in the order of the tasks, are the same on one core and on a hundred.
 */
import {fileURLToPath} from "node:url";
import {Worker} from "node:worker_threads";
// Framework brings it: threads of Node 20 do not take a TypeScript loader, so they are given a bundle.
import {build} from "esbuild";

export interface ParallelOptions<Task> {
  /** The module whose exported `simulate(task)` does the work. */
  readonly module: URL;
  readonly cores: number;
  /** What a task costs, in any unit: the dearest go first, so that no core is left with one at the end. */
  readonly cost: (task: Task) => number;
  readonly onResult?: (task: Task) => void;
}

/** The results of all tasks, in their order. A task that throws ends the others, and its error says which it was. */
export async function inParallel<Task, Result>(
  tasks: readonly Task[],
  {module, cores, cost, onResult}: ParallelOptions<Task>
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  const queue = tasks.map((task, index) => ({index, task}));
  queue.sort((a, b) => cost(b.task) - cost(a.task) || a.index - b.index);
  let next = 0;

  function serve(worker: Worker): Promise<void> {
    return new Promise((resolve, reject) => {
      let current: (typeof queue)[number] | null = null;
      function hand(): void {
        current = next < queue.length ? queue[next++]! : null;
        // Nothing left: the thread ends by itself, which is gentler than being ended.
        worker.postMessage(current);
      }
      worker.on("message", ({index, result}: {index: number; result: Result}) => {
        results[index] = result;
        onResult?.(tasks[index]!);
        hand();
      });
      worker.on("error", (cause: Error) => {
        reject(new Error(`${cause.message} in ${JSON.stringify(current?.task)}`, {cause}));
      });
      worker.on("exit", () => resolve());
      hand();
    });
  }

  const code = await threadCode(module);
  const workers = Array.from(
    {length: Math.min(cores, tasks.length)},
    () => new Worker(code, {eval: true, name: module.pathname})
  );
  try {
    await Promise.all(workers.map(serve));
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  return results;
}

/** A script that answers each task with what the module's `simulate` returns. */
async function threadCode(module: URL): Promise<string> {
  const {outputFiles} = await build({
    stdin: {
      contents: `
        import {parentPort} from "node:worker_threads";
        import {simulate} from ${JSON.stringify(fileURLToPath(module))};
        parentPort.on("message", (message) => {
          if (message) parentPort.postMessage({index: message.index, result: simulate(message.task)});
          else parentPort.close();
        });
      `,
      resolveDir: fileURLToPath(new URL(".", import.meta.url))
    },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    write: false
  });
  return outputFiles[0]!.text;
}
