/** How a sweep is asked to run, from the environment: LAB_SWEEPS and LAB_CORES. */
import {availableParallelism} from "node:os";
import {invalid, requireInteger} from "../../lib/invalid.js";

/** Quick is the same code with fewer requests: for pages that open in seconds while one works on them. */
export type SweepMode = "full" | "quick";

export interface SweepSettings {
  readonly mode: SweepMode;
  /** Threads; the output does not depend on it. */
  readonly cores: number;
}

/** LAB_SWEEPS: "full" (default) or "quick"; LAB_CORES: a number of threads (default: as many as the machine runs). */
export function sweepSettings(environment: Readonly<Record<string, string | undefined>>): SweepSettings {
  const mode = environment.LAB_SWEEPS ?? "full";
  if (mode !== "full" && mode !== "quick") throw invalid("LAB_SWEEPS", mode);
  const cores = environment.LAB_CORES === undefined ? availableParallelism() : Number(environment.LAB_CORES);
  requireInteger("LAB_CORES", cores);
  return {mode, cores};
}
