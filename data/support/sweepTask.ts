/** What a sweep is made of: tasks that any thread can do, and what they come back with. */

/** One point of a sweep: its coordinates and what was found there, numbers >= 0 or NaN. */
export type SweepRow = Readonly<Record<string, number | string>>;

export interface SweepTask {
  /** Simulated requests, warm-up included; those that are planned where only the simulation can tell. */
  readonly requests: number;
}

/** What a task comes back with. */
export interface SweepResult<Row = SweepRow> {
  readonly rows: readonly Row[];
  /** Simulated requests, warm-up included. */
  readonly requests: number;
}

/** Simulated requests of tasks, or of their results. */
export function sweepRequests(parts: readonly {readonly requests: number}[]): number {
  return parts.reduce((sum, {requests}) => sum + requests, 0);
}
