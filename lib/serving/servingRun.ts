/**
 * The clock of an engine: plans an iteration, gives it its time, moves everybody on. Between two events a decoding
 * batch repeats itself but for the context that grows by a token a step, so a run of k steps takes
 * k first + growth k (k - 1) / 2 seconds and is one operation, however long.
 */
import type {IterationLog, IterationRow} from "./iterationLog.js";
import type {IterationWork, PrefillChunk} from "./iterationWork.js";
import type {BatchingPolicy} from "./policies/batchingPolicy.js";
import {hasCome, productTime, runTime, stepsToReach} from "./runTime.js";
import type {ServingEngine} from "./servingEngine.js";
import {noTotals} from "./servingTotals.js";

export class ServingRun {
  readonly firstToken: Float64Array;
  readonly finish: Float64Array;
  readonly totals = noTotals();
  /** The end of the last iteration [s]. */
  end = 0;
  private readonly engine: ServingEngine;
  private readonly policy: BatchingPolicy;
  private readonly log: IterationLog | null;
  private readonly lag: boolean;
  private readonly recomputes: boolean;
  /** Start of the last iteration [s]: a scheduler that plans ahead knows nothing younger. */
  private lastStart = 0;
  private readonly done: number[] = [];

  constructor(engine: ServingEngine, policy: BatchingPolicy, log: IterationLog | null) {
    this.engine = engine;
    this.policy = policy;
    this.log = log;
    this.lag = engine.scheduler.asyncScheduling && policy.admitsWhileDecoding;
    this.recomputes = engine.kv.capacity === Infinity;
    this.firstToken = new Float64Array(engine.count).fill(NaN);
    this.finish = new Float64Array(engine.count).fill(NaN);
  }

  /** Serves every request that comes. */
  run(): void {
    const {engine, policy, totals} = this;
    for (;;) {
      engine.feed.see(this.lag ? this.lastStart : engine.now);
      engine.beginPlan();
      const plan = policy.plan(engine);
      totals.preemptions += engine.preemptedNow;
      if (plan === "idle") {
        if (this.awake()) continue;
        break;
      }
      // Room that the scheduler will find at its next plan is a reason to plan again at once.
      const freed = (engine.unnoticed.length > 0 || engine.moved) && engine.waiting > 0;
      this.notice();
      totals.peakRunning = Math.max(totals.peakRunning, engine.running.size);
      totals.peakWaiting = Math.max(totals.peakWaiting, engine.waiting);
      const once = freed || engine.preemptedNow > 0 || engine.oneByOne || this.recomputes;
      if (plan === "decode" && engine.chunks.length === 0 && !once) this.repeat();
      else this.iterate(plan === "decode");
    }
    totals.rejected = engine.feed.rejected;
  }

  /** After a plan with nothing in it: moves on to when something is known or comes; false when nothing will. */
  private awake(): boolean {
    const {engine} = this;
    if (engine.preemptedNow > 0) return true;
    if (engine.unnoticed.length > 0 || this.lastStart < engine.now) {
      this.notice();
      this.lastStart = engine.now;
      return true;
    }
    const wake = Math.min(engine.feed.next, this.policy.wake(engine));
    if (wake === Infinity) return false;
    engine.now = Math.max(engine.now, wake);
    this.lastStart = engine.now;
    return true;
  }

  /** The scheduler gets to know who has finished. */
  private notice(): void {
    const {unnoticed, kv, computed} = this.engine;
    for (const request of unnoticed) kv.release(request, computed[request], false);
    unnoticed.length = 0;
  }

  /** Repeats the decoding iteration until something can change. */
  private repeat(): void {
    const {engine, totals, lag} = this;
    const {kv, feed, iteration, decoders, context, now} = engine;
    const {rows, read} = this.rowsOf(decoders, context);
    const {fixed, perContextToken} = iteration.decode(rows);
    const first = fixed + perContextToken * read;
    const growth = perContextToken * rows;
    let steps = kv.safeSteps(engine.heap.next() - engine.steps);
    if (this.policy.admitsWhileDecoding && engine.waiting === 0 && engine.occupied < engine.places)
      steps = stepsToReach(feed.next, now, first, growth, {limit: steps, lag});
    const duration = runTime(steps, first, growth);
    kv.takeAhead();
    if (this.log) {
      const middle = read + (rows * (steps - 1)) / 2;
      const work = {decodeSequences: rows, decodeContextTokens: middle, prefills: [], sampled: rows};
      this.log.add(this.row(duration, steps, decoders, context), iteration.time(work));
    }
    totals.heldTokenTime += productTime(steps, this.storedWith(context), decoders, first, growth);
    totals.sharedTokenTime += kv.shared * duration;
    totals.reservedTokenTime += kv.step(steps, first, growth);
    totals.decodeRows += steps * decoders;
    totals.heldRows += steps * engine.heldRows;
    this.count(steps, duration, decoders);
    engine.steps += steps;
    engine.context += decoders * steps;
    this.lastStart = now + runTime(steps - 1, first, growth);
    if (steps > 1) {
      const known = lag ? now + runTime(steps - 2, first, growth) : this.lastStart;
      feed.seeDuring(known, (time) =>
        hasCome(time, now)
          ? now
          : now + runTime(stepsToReach(time, now, first, growth, {limit: steps, lag: false}), first, growth)
      );
      totals.peakWaiting = Math.max(totals.peakWaiting, engine.waiting);
    }
    engine.now = now + duration;
    this.settle();
  }

  /** One iteration with prompt chunks in it, or one in which who decodes was planned one by one. */
  private iterate(decode: boolean): void {
    const {engine, totals, recomputes} = this;
    const {kv, chunks, starved, oneByOne, decoders, now} = engine;
    const stepping = decode ? decoders - starved.length : 0;
    let context = decode ? engine.context : 0;
    for (const request of starved) context -= engine.stored(request) + 1;
    if (decode && !oneByOne) kv.takeAhead();
    const time = engine.iteration.time(this.work(stepping, context));
    const duration = time.total;
    this.log?.add(this.row(duration, 1, stepping, context), time);
    for (const {own, request} of chunks) {
      totals.prefillTokens += own;
      if (engine.preemptions[request] > 0) totals.recomputedTokens += own;
    }
    const stored = this.storedWith(engine.context - decoders + stepping) + this.chunkTokens();
    totals.heldTokenTime += recomputes ? 0 : stored * duration;
    totals.sharedTokenTime += kv.shared * duration;
    totals.reservedTokenTime += decode && !oneByOne ? kv.step(1, duration, 0) : kv.reserved * duration;
    if (decode) {
      totals.decodeRows += stepping;
      totals.heldRows += engine.heldRows;
    }
    this.count(1, duration, stepping + chunks.length);
    this.lastStart = now;
    engine.now = now + duration;
    if (decode) {
      if (oneByOne) engine.stepOneByOne();
      else ++engine.steps;
      engine.context += stepping;
    }
    this.progress();
    this.settle();
  }

  /** The prompt chunks are done; whose prompt is complete has a token more. */
  private progress(): void {
    const {engine, done, firstToken} = this;
    const {chunks, now, generated, outputTokens} = engine;
    for (const {request, own} of chunks) {
      if (!engine.advance(request, own)) continue;
      if (Number.isNaN(firstToken[request])) firstToken[request] = now;
      engine.stays.decodes(request, now);
      const remaining = outputTokens[request] - generated[request] - 1;
      if (remaining === 0) done.push(request);
      else engine.join(request, remaining);
    }
    chunks.length = 0;
  }

  /** Who has its last token leaves, in order of admission; a batch that is over frees its places. */
  private settle(): void {
    const {engine, done, lag} = this;
    this.end = engine.now;
    const {heap, kv, held, stays} = engine;
    while (heap.next() === engine.steps) {
      const request = heap.pop();
      engine.leave(request);
      done.push(request);
    }
    if (done.length > 1) done.sort((i, j) => stays.latest[i] - stays.latest[j]);
    for (const request of done) {
      engine.running.remove(request);
      stays.end(request, engine.now, false);
      this.finish[request] = engine.now;
      this.totals.generatedTokens += engine.outputTokens[request];
      if (engine.batchRows > 0) engine.hold(request);
      else if (lag) engine.unnoticed.push(request);
      else kv.release(request, engine.computed[request], false);
      engine.feed.answered(engine.now);
    }
    done.length = 0;
    if (held.length > 0 && engine.running.size === 0) engine.releaseBatch();
  }

  /** Rows that a decoding iteration computes, and KV tokens that they read: those of a padded batch are all alike. */
  private rowsOf(decoders: number, context: number): {rows: number; read: number} {
    const {paddedTo, paddedFrom, batchRows, steps} = this.engine;
    if (paddedTo === 0) return {rows: decoders, read: context};
    return {rows: batchRows, read: batchRows * (paddedTo + steps - paddedFrom + 1)};
  }

  private work(decoders: number, context: number): IterationWork {
    const {engine} = this;
    const {rows, read} = decoders > 0 ? this.rowsOf(decoders, context) : {rows: 0, read: 0};
    let sampled = rows;
    for (const {request, own, past} of engine.chunks) sampled += Number(past + own === engine.known(request));
    if (!this.recomputes || rows === 0)
      return {decodeSequences: rows, decodeContextTokens: read, prefills: engine.chunks, sampled};
    // Without a cache each token is the last of a prompt that grows.
    const prefills: PrefillChunk[] = [...engine.chunks];
    if (engine.paddedTo > 0) for (let k = 0; k < rows; ++k) prefills.push({tokens: read / rows, past: 0});
    else
      for (let request = engine.running.first; request >= 0; request = engine.running.next(request))
        if (engine.doneStep[request] >= 0) prefills.push({tokens: engine.stored(request) + 1, past: 0});
    return {decodeSequences: 0, decodeContextTokens: 0, prefills, sampled};
  }

  /** Stored KV tokens at the iteration's end, without its chunks: `decoding` are those of who decodes. */
  private storedWith(decoding: number): number {
    return decoding + this.engine.prefillStored + this.engine.heldStored;
  }

  private chunkTokens(): number {
    return this.engine.chunks.reduce((sum, {own}) => sum + own, 0);
  }

  private count(steps: number, duration: number, computing: number): void {
    const {engine, totals} = this;
    const {kv} = engine;
    totals.iterations += steps;
    totals.busyTime += duration;
    totals.usefulRowTime += computing * duration;
    totals.heldRowTime += engine.heldRows * duration;
    totals.peakReservedTokens = Math.max(totals.peakReservedTokens, kv.reserved - kv.shared);
  }

  private row(duration: number, iterations: number, stepping: number, context: number): IterationRow {
    const {engine, recomputes} = this;
    const {kv, chunks} = engine;
    const stored = this.storedWith(engine.context - engine.decoders + stepping) + this.chunkTokens();
    return {
      start: engine.now,
      duration,
      iterations,
      decodeSequences: stepping,
      contextTokens: context,
      prefillSequences: chunks.length,
      prefillTokens: chunks.reduce((sum, {tokens}) => sum + tokens, 0),
      heldRows: engine.heldRows,
      running: engine.running.size,
      waiting: engine.waiting,
      preemptions: engine.preemptedNow,
      reservedTokens: kv.reserved,
      heldTokens: recomputes ? 0 : stored,
      sharedTokens: kv.shared
    };
  }
}
