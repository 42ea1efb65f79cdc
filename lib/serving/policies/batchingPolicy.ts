/** What a scheduler is: it is asked at every iteration's start who computes what. */
import type {ServingEngine} from "../servingEngine.js";

/** What the next iteration does beside the chunks that the policy has put on the engine's plan. */
export type Plan =
  /** Nothing can be computed now. */
  | "idle"
  /** Only the planned prompt chunks are computed; who decodes stands still. */
  | "prefill"
  /** Every decoding request computes a token, along with the planned chunks. */
  | "decode";

export interface BatchingPolicy {
  /** Admits, preempts, and plans chunks for the next iteration. */
  plan(engine: ServingEngine): Plan;
  /** Whether a newcomer could join the batch while it decodes; if not, only a finish is looked out for. */
  readonly admitsWhileDecoding: boolean;
  /** After an idle plan: when the policy wants to be asked again if nobody comes before [s]; Infinity: never. */
  wake(engine: ServingEngine): number;
}
