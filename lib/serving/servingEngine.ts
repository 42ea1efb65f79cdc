/**
 * The state of an engine between iterations, and the operations that policies build on: admit, chunk, preempt. Decoding
 * requests move in lockstep, so that they need no work of their own: `steps` counts the iterations that all of them
 * took part in, and a request's progress is the distance to the step of its last token.
 */
import {ArrivalFeed} from "./arrivalFeed.js";
import type {IterationModel} from "./iterationModel.js";
import type {PrefillChunk} from "./iterationWork.js";
import type {KvAllocator} from "./kv/kvAllocator.js";
import {RunningList} from "./runningList.js";
import type {Scheduler, ServingScenario} from "./servingScenario.js";
import type {RequestColumns} from "./servingWorkload.js";
import {StayLog} from "./stayLog.js";
import {StepHeap} from "./stepHeap.js";

/** One prompt chunk of the plan; `tokens` are the request's own, `padding` is computed along for nobody. */
interface PlannedChunk extends PrefillChunk {
  readonly request: number;
  readonly own: number;
}

export class ServingEngine {
  readonly scheduler: Scheduler;
  readonly iteration: IterationModel;
  readonly kv: KvAllocator;
  readonly feed: ArrivalFeed;
  readonly count: number;
  readonly promptTokens: Int32Array;
  readonly outputTokens: Int32Array;
  /** Tokens generated before the present stay, and KV tokens stored; of a decoding request both follow from its step. */
  readonly generated: Int32Array;
  readonly computed: Int32Array;
  /** The step of a decoding request's last token, -1 for others. */
  readonly doneStep: Float64Array;
  readonly heap: StepHeap;
  readonly running: RunningList;
  readonly stays: StayLog;
  readonly scheduled: Float64Array;
  readonly preemptions: Int32Array;
  readonly cachedTokens: Int32Array;

  /** [s]. */
  now = 0;
  steps = 0;
  /** Decoding requests, and the KV tokens that they read in the next step. */
  decoders = 0;
  context = 0;
  /** Requests of the batch whose prompt is not complete, in order of admission, and KV tokens that they have stored. */
  readonly prefilling: number[] = [];
  prefillStored = 0;
  /** Finished requests that the scheduler does not know of yet. */
  readonly unnoticed: number[] = [];
  /** Finished requests that keep their place and memory until their whole batch is done, and what they stored. */
  readonly held: number[] = [];
  heldStored = 0;
  /** Rows of a request-level batch, held ones included; 0 where requests come and go one by one. */
  batchRows = 0;
  /** The longest prompt of a padded batch, and the step at which it began to decode; 0 where nothing is padded. */
  paddedTo = 0;
  paddedFrom = 0;
  /** Whether memory was moved for the next iteration, so that the one after may admit whom this one could not. */
  moved = false;
  /** The chunks of the next iteration. */
  readonly chunks: PlannedChunk[] = [];
  preemptedNow = 0;
  /** True where memory or budget is too short for all: each decoding request was asked for, and these have no token. */
  oneByOne = false;
  readonly starved: number[] = [];

  private readonly spareBlocks: number;
  private readonly preempted: number[] = [];
  private fresh = 0;
  private taken = 0;
  private readonly refused: Uint8Array;

  constructor(scenario: ServingScenario, requests: RequestColumns, kv: KvAllocator) {
    const {count, promptTokens} = requests;
    const {maxModelLength} = scenario.scheduler;
    this.scheduler = scenario.scheduler;
    this.iteration = scenario.iteration;
    this.kv = kv;
    this.spareBlocks = Math.floor(scenario.scheduler.watermark * scenario.kv.blocks);
    this.count = count;
    this.promptTokens = promptTokens;
    this.outputTokens = requests.outputTokens.map((tokens, i) =>
      Math.max(0, Math.min(tokens, maxModelLength - promptTokens[i]))
    );
    this.refused = Uint8Array.from(promptTokens, (prompt, i) =>
      // The last token is never stored.
      Number(this.outputTokens[i] === 0 || !kv.holds(prompt + this.outputTokens[i] - 1))
    );
    this.feed = new ArrivalFeed(requests, this.refused, scenario.iteration.requestOverhead);
    this.generated = new Int32Array(count);
    this.computed = new Int32Array(count);
    this.doneStep = new Float64Array(count).fill(-1);
    this.heap = new StepHeap(this.doneStep);
    this.running = new RunningList(count);
    this.stays = new StayLog(count);
    this.scheduled = new Float64Array(count).fill(NaN);
    this.preemptions = new Int32Array(count);
    this.cachedTokens = new Int32Array(count);
  }

  /** Requests that have come and are not in the batch. */
  get waiting(): number {
    return this.feed.seen - this.feed.rejected - this.taken + this.preempted.length;
  }

  /** Rows that belong to finished requests. */
  get heldRows(): number {
    return this.batchRows > 0 ? this.batchRows - this.running.size : 0;
  }

  /** Places of the batch that the scheduler takes for occupied. */
  get occupied(): number {
    return this.running.size + this.unnoticed.length;
  }

  /** A batch is full at this many requests. */
  get places(): number {
    return Math.min(this.scheduler.maxNumSeqs, this.kv.places);
  }

  /** The first of the waiting requests, -1 if there is none: preempted ones first, then in order of arrival. */
  get head(): number {
    if (this.preempted.length > 0) return this.preempted[this.preempted.length - 1]!;
    while (this.fresh < this.feed.seen && this.refused[this.fresh]) ++this.fresh;
    return this.fresh < this.feed.seen ? this.fresh : -1;
  }

  /** Tokens that the request's KV must hold before it can decode: its prompt, and what was generated so far. */
  known(request: number): number {
    return this.promptTokens[request] + this.generated[request];
  }

  /** KV tokens that a request of the batch has stored. */
  stored(request: number): number {
    const done = this.doneStep[request];
    if (done < 0) return this.computed[request];
    return this.promptTokens[request] + this.outputTokens[request] - (done - this.steps) - 1;
  }

  /** Moves the head of the waiting requests into the batch if there is room for it and `tokens` beyond what is cached. */
  admit(cached: number, tokens: number, whole: boolean): boolean {
    const request = this.head;
    const known = this.known(request);
    const spare = this.running.size > 0 ? this.spareBlocks : 0;
    if (!this.kv.admit(request, {cached, tokens: cached + tokens, known, whole, spare})) return false;
    if (this.preempted.length > 0) this.preempted.pop();
    else {
      ++this.fresh;
      ++this.taken;
      this.scheduled[request] = this.now;
      this.cachedTokens[request] = cached;
    }
    this.running.append(request);
    this.stays.begin(request, this.now, known, cached);
    this.computed[request] = cached;
    this.prefilling.push(request);
    this.prefillStored += cached;
    return true;
  }

  /** Plans that a request of `prefilling` computes `tokens` of its prompt; room for them must have been found. */
  chunk(request: number, tokens: number, computedTokens = tokens): void {
    this.chunks.push({request, own: tokens, tokens: computedTokens, past: this.computed[request]});
  }

  /** Takes a request out of the batch and puts it at the head of the waiting ones; it will start over. */
  preempt(request: number): void {
    const stored = this.stored(request);
    if (this.doneStep[request] >= 0) {
      this.generated[request] = stored + 1 - this.promptTokens[request];
      this.leave(request);
    } else {
      this.prefilling.splice(this.prefilling.indexOf(request), 1);
      this.prefillStored -= stored;
    }
    this.kv.release(request, stored, true);
    this.computed[request] = 0;
    this.running.remove(request);
    this.stays.end(request, this.now, true);
    this.preempted.push(request);
    ++this.preemptions[request];
    ++this.preemptedNow;
  }

  /** A request of `prefilling` has computed `tokens` more of its prompt; true if that was the last of it. */
  advance(request: number, tokens: number): boolean {
    const stored = this.computed[request] + tokens;
    this.computed[request] = stored;
    this.prefillStored += tokens;
    if (stored < this.known(request)) return false;
    this.prefilling.splice(this.prefilling.indexOf(request), 1);
    this.prefillStored -= stored;
    return true;
  }

  /** The request's KV is complete: it decodes, with `remaining` tokens to go. */
  join(request: number, remaining: number): void {
    this.doneStep[request] = this.steps + remaining;
    const stored = this.stored(request);
    ++this.decoders;
    this.context += stored + 1;
    this.kv.join(request, stored);
    this.heap.push(request);
  }

  /** The request decodes no longer. */
  leave(request: number): void {
    const stored = this.stored(request);
    --this.decoders;
    this.context -= stored + 1;
    this.kv.leave(request, stored);
    this.doneStep[request] = -1;
    this.computed[request] = stored;
  }

  /** Whether there is room for the next token of all who decode; if not, they must be asked one by one. */
  roomForStep(): boolean {
    const room = this.kv.roomForStep(this.stays.latest);
    this.moved = room === "moved";
    return room !== "short";
  }

  /** All but the starved take a step; room for it was found for each of them apart. */
  stepOneByOne(): void {
    const {running, doneStep, kv, starved} = this;
    for (let request = running.first; request >= 0; request = running.next(request))
      if (doneStep[request] >= 0) kv.leave(request, this.stored(request));
    for (const request of starved) ++doneStep[request];
    ++this.steps;
    for (let request = running.first; request >= 0; request = running.next(request))
      if (doneStep[request] >= 0) kv.join(request, this.stored(request));
  }

  /** A finished request keeps its place and memory until its batch is over. */
  hold(request: number): void {
    this.held.push(request);
    this.heldStored += this.computed[request];
  }

  releaseBatch(): void {
    for (const request of this.held) this.kv.release(request, this.computed[request], false);
    this.held.length = 0;
    this.heldStored = 0;
    this.batchRows = 0;
    this.paddedTo = 0;
  }

  /** Forgets the last iteration's plan. */
  beginPlan(): void {
    this.preemptedNow = 0;
    this.oneByOne = false;
    this.moved = false;
    this.starved.length = 0;
  }
}
