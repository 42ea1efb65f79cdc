/** Stand-ins for a sweep's module: what a thread is to do, told by the task. */
export function simulate(task: {readonly answer?: number; readonly fail?: string; readonly spin?: number}) {
  if (task.fail) throw new RangeError(task.fail);
  // Threads finish out of order: the first tasks take longest.
  let sum = 0;
  for (let i = 0; i < (task.spin ?? 0); ++i) sum += Math.sqrt(i);
  return [task.answer, sum >= 0];
}
