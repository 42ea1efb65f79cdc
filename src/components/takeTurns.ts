/**
 * A worker's jobs, step by step and by turns: the kind that matters most goes first, and a new job of a kind takes the
 * place of the old one, so that nobody waits for an answer that is no longer asked for.
 */

/** What asks for work. */
export interface TurnJob<Kind extends string> {
  readonly kind: Kind;
  readonly id: number;
}

/** One answer of a job's, of which there may be several. */
export interface TurnAnswer<Kind extends string> extends TurnJob<Kind> {
  readonly value: unknown;
}

export interface TurnOptions<Kind extends string, Job extends TurnJob<Kind>> {
  /** The kinds, the one that goes first at the front. */
  readonly order: readonly Kind[];
  /** The steps of a job; a step that yields null has no answer yet. */
  readonly stepsOf: (job: Job) => Iterator<unknown, void>;
  /** Work so long [ms] before messages are looked at again; 0: a single step. */
  readonly turn?: number;
}

/** Listens in this worker, and answers. What fails ends its own job, and the worker says so; the others go on. */
export function takeTurns<Kind extends string, Job extends TurnJob<Kind>>({
  order,
  stepsOf,
  turn = 0
}: TurnOptions<Kind, Job>): void {
  const jobs = new Map<Kind, {readonly id: number; readonly steps: Iterator<unknown, void>}>();
  let awake = false;
  // Unlike a timer, a message of one's own is delivered without a pause, and after those that came before it.
  const next = new MessageChannel();
  next.port1.onmessage = work;

  addEventListener("message", ({data: job}: MessageEvent<Job>) => {
    jobs.set(job.kind, {id: job.id, steps: stepsOf(job)});
    if (awake) return;
    awake = true;
    next.port2.postMessage(null);
  });

  function work(): void {
    const end = performance.now() + turn;
    try {
      do {
        const kind = order.find((known) => jobs.has(known));
        if (kind === undefined) return;
        step(kind);
      } while (performance.now() < end);
    } finally {
      awake = jobs.size > 0;
      if (awake) next.port2.postMessage(null);
    }
  }

  function step(kind: Kind): void {
    const {id, steps} = jobs.get(kind)!;
    try {
      const {value, done} = steps.next();
      if (done) jobs.delete(kind);
      else if (value !== null) postMessage({id, kind, value} satisfies TurnAnswer<Kind>);
    } catch (error) {
      jobs.delete(kind);
      throw error;
    }
  }
}
