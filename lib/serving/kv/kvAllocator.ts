/**
 * Who holds how much of the KV memory: one interface for all levels. A request's holding follows from the tokens that
 * it has stored, so an allocator counts and keeps no lists; decoding requests grow in lockstep, one token a step, so
 * that many steps are one operation.
 */

/** What a new request asks for. */
export interface Admission {
  /** Tokens that it finds stored, tokens that it will have stored after its first iteration, and all that it knows. */
  readonly cached: number;
  readonly tokens: number;
  readonly known: number;
  /** Refused unless all known tokens would fit. */
  readonly whole: boolean;
  /** Blocks that must stay free. */
  readonly spare: number;
}

export interface KvAllocator {
  /** Tokens that all of it could hold; Infinity where nothing is kept. */
  readonly capacity: number;
  /** Requests that can be held at once, however long they get; Infinity where that is not fixed. */
  readonly places: number;
  /** Tokens that the taken blocks could hold, those of shared blocks counted for each holder. */
  readonly reserved: number;
  /** Of these, tokens that are counted more than once: reserved - shared is what is physically taken. */
  readonly shared: number;
  /** Whether a request that will have stored this many tokens in all can ever be held. */
  holds(tokens: number): boolean;
  /** Tokens that `request` would find stored already if it came in now, of the `known` ones that it has to compute. */
  cached(request: number, known: number): number;
  /** Room for a new request. False, and nothing taken, where there is none. */
  admit(request: number, admission: Admission): boolean;
  /** Room for a held request to store `tokens` in place of `held`. False, and nothing taken, where there is none. */
  grow(request: number, held: number, tokens: number): boolean;
  /** Frees what `request` holds; `again`: it was preempted, and may find what nobody overwrites. */
  release(request: number, held: number, again: boolean): void;
  /** The request starts or stops growing by one token a step. */
  join(request: number, held: number): void;
  leave(request: number, held: number): void;
  /**
   * Sees to it that all who joined can take a step, one after the other by `rank`. "short": not all of them can, and
   * room was made for the first of them only; "moved": it was made by moving what is stored, so that others may fit now.
   */
  roomForStep(rank: Int32Array): "ready" | "moved" | "short";
  /** Takes what the next step of all who joined needs, before anybody else asks; needs roomForStep. Once a step. */
  takeAhead(): void;
  /** How many steps, `limit` at most, all who joined can surely take. */
  safeSteps(limit: number): number;
  /**
   * All who joined take `steps` steps, of duration first + growth x (0, 1, 2, …) [s]; at most `safeSteps`. Returns the
   * sum over the steps of reserved tokens x duration.
   */
  step(steps: number, first: number, growth: number): number;
}
