/**
 * An engine as naive as can be: every iteration is planned and walked through request by request, every block is a
 * number on a list, nothing is summed up beforehand. Slow, and meant to be obviously what the docstrings say.
 */
import type {IterationModel} from "../../lib/serving/iterationModel.js";
import type {KvLevelId, Scheduler} from "../../lib/serving/servingScenario.js";

export interface OracleRequest {
  readonly arrival: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly prefixGroup?: number;
  readonly prefixTokens?: number;
}

export interface OracleScenario {
  readonly iteration: IterationModel;
  readonly scheduler: Scheduler;
  readonly level: KvLevelId;
  readonly blocks: number;
  readonly blockSize: number;
  /** With clients, `arrival` is ignored: client k starts at k x stagger. */
  readonly requests: readonly OracleRequest[];
  readonly clients?: number;
  readonly stagger?: number;
}

export interface OracleIteration {
  readonly start: number;
  readonly duration: number;
  readonly decoding: number;
  readonly context: number;
  readonly prefills: number;
  readonly prefillTokens: number;
  readonly heldRows: number;
  readonly running: number;
  readonly waiting: number;
  readonly preemptions: number;
  readonly reserved: number;
  readonly held: number;
  readonly shared: number;
}

export interface OracleState {
  readonly id: number;
  arrival: number;
  readonly prompt: number;
  readonly output: number;
  readonly group: number;
  readonly prefix: number;
  generated: number;
  stored: number;
  blocks: number[];
  noticed: number;
  scheduled: number;
  firstToken: number;
  finish: number;
  preemptions: number;
  cached: number;
}

export interface OracleResult {
  readonly requests: readonly OracleState[];
  readonly iterations: readonly OracleIteration[];
  readonly rejected: number;
}

/** Rounding apart: sums of the same numbers in another order are the same moment. */
const come = (time: number, now: number) => (1 - 1e-12) * time <= now;

interface Chunk {
  readonly request: OracleState;
  readonly own: number;
  readonly tokens: number;
}

/** The memory, block by block. */
export interface OraclePool {
  /** Tokens stored already that the request would find. */
  cached(request: OracleState): number;
  /** Whether the request got room for `tokens` tokens in all (`known` if they must all fit). */
  allocate(request: OracleState, tokens: number, mustFit?: number, spare?: number): boolean;
  free(request: OracleState, again: boolean): void;
  /** Tokens that the blocks of these requests could hold, each request's apart, and in fact. */
  reserved(requests: readonly OracleState[]): {apart: number; taken: number};
  everFits(tokens: number): boolean;
  places: number;
}

export function servingOracle(scenario: OracleScenario, pool: OraclePool): OracleResult {
  const {iteration, scheduler, requests, clients = 0, stagger = 0, level} = scenario;
  const {policy, maxNumSeqs, maxBatchedTokens, maxModelLength, longPrefillThreshold} = scheduler;
  const requestLevel = policy === "static" || policy === "dynamic";
  const lag = scheduler.asyncScheduling && !requestLevel;
  const states: OracleState[] = requests.map((request, id) => ({
    id,
    arrival: clients > 0 ? NaN : request.arrival,
    prompt: request.promptTokens,
    output: Math.max(0, Math.min(request.outputTokens, maxModelLength - request.promptTokens)),
    group: request.prefixGroup ?? -1,
    prefix: Math.min(request.prefixTokens ?? 0, request.promptTokens),
    generated: 0,
    stored: 0,
    blocks: [],
    noticed: NaN,
    scheduled: NaN,
    firstToken: NaN,
    finish: NaN,
    preemptions: 0,
    cached: 0
  }));
  const iterations: OracleIteration[] = [];
  const starts = Array.from({length: clients}, (_, k) => k * stagger);
  let sent = clients > 0 ? 0 : states.length;
  let seen = 0;
  let rejected = 0;
  const waiting: OracleState[] = [];
  let running: OracleState[] = [];
  let ghosts: OracleState[] = [];
  let batch: OracleState[] = [];
  let paddedTo = 0;
  let batchSteps = 0;
  let now = 0;
  let lastStart = 0;

  const known = (request: OracleState) => request.prompt + request.generated;
  const missing = (request: OracleState) => known(request) - request.stored;
  const decodes = (request: OracleState) =>
    request.generated > 0 && missing(request) === 1 && joined.has(request);
  /** Requests that have come through their prompt in this stay. */
  const joined = new Set<OracleState>();

  function servable({prompt, output}: OracleState): boolean {
    return output > 0 && pool.everFits(prompt + output - 1);
  }
  function send(time: number): void {
    if (sent === states.length) return;
    const request = states[sent++]!;
    request.arrival = time;
    // Its client tries its luck with the next one.
    if (!servable(request)) send(time);
  }
  function startClients(until: number): void {
    while (starts.length > 0 && starts[0]! <= until && sent < states.length) send(starts.shift()!);
  }
  function answered(time: number): void {
    if (clients === 0) return;
    startClients(time);
    send(time);
  }
  function nextVisible(): number {
    if (seen < sent) return states[seen]!.arrival + iteration.requestOverhead;
    if (clients > 0 && starts.length > 0 && sent < states.length)
      return starts[0]! + iteration.requestOverhead;
    return Infinity;
  }
  function look(time: number): void {
    while (come(nextVisible(), time)) {
      if (seen === sent) send(starts.shift()!);
      const request = states[seen++]!;
      request.noticed = time;
      if (servable(request)) waiting.push(request);
      else ++rejected;
    }
  }
  function preempt(request: OracleState): void {
    running = running.filter((other) => other !== request);
    pool.free(request, true);
    request.stored = 0;
    request.preemptions++;
    joined.delete(request);
    waiting.unshift(request);
  }
  function admit(request: OracleState, tokens: number, mustFit: number | undefined): boolean {
    const cached = pool.cached(request);
    const spare = running.length > 0 ? Math.floor(scheduler.watermark * scenario.blocks) : 0;
    if (!pool.allocate(request, cached + tokens, mustFit, spare)) return false;
    waiting.shift();
    running.push(request);
    if (Number.isNaN(request.scheduled)) {
      request.scheduled = now;
      request.cached = cached;
    }
    request.stored = cached;
    return true;
  }
  /** Blocks for each of the batch in turn; the last of it makes room. */
  function serveRunning(budget: number): {
    chunks: Chunk[];
    decoding: OracleState[];
    left: number;
    preempted: number;
  } {
    const chunks: Chunk[] = [];
    const decoding: OracleState[] = [];
    let left = budget;
    let preempted = 0;
    for (let i = 0; i < running.length && left > 0; ++i) {
      const request = running[i]!;
      const tokens = decodes(request) ? 1 : Math.min(missing(request), longPrefillThreshold, left);
      let found = pool.allocate(request, request.stored + tokens);
      while (!found) {
        const victim = running[running.length - 1]!;
        preempt(victim);
        ++preempted;
        if (victim === request) break;
        found = pool.allocate(request, request.stored + tokens);
      }
      if (!found) break;
      if (decodes(request)) decoding.push(request);
      else chunks.push({request, own: tokens, tokens});
      left -= tokens;
    }
    return {chunks, decoding, left, preempted};
  }
  function plan(): {chunks: Chunk[]; decoding: OracleState[]; preempted: number; decode: boolean} {
    if (policy === "continuous-chunked") {
      const {chunks, decoding, left, preempted} = serveRunning(maxBatchedTokens);
      let budget = left;
      while (
        preempted === 0 &&
        waiting.length > 0 &&
        budget > 0 &&
        running.length + ghosts.length < maxNumSeqs
      ) {
        const request = waiting[0]!;
        const cached = pool.cached(request);
        const whole = level === "none";
        if (whole && known(request) > budget && chunks.length > 0) break;
        const tokens = whole
          ? known(request)
          : Math.min(known(request) - cached, longPrefillThreshold, budget);
        if (!admit(request, tokens, scheduler.reserveFullPrompt ? known(request) : undefined)) break;
        chunks.push({request, own: tokens, tokens});
        budget -= tokens;
      }
      return {chunks, decoding, preempted, decode: true};
    }
    if (policy === "continuous") {
      const chunks: Chunk[] = [];
      let budget = maxBatchedTokens;
      while (waiting.length > 0 && running.length + ghosts.length < maxNumSeqs) {
        const request = waiting[0]!;
        const tokens = known(request) - pool.cached(request);
        if (tokens > budget && chunks.length > 0) break;
        if (!admit(request, tokens, known(request))) break;
        chunks.push({request, own: tokens, tokens});
        budget -= tokens;
      }
      if (chunks.length > 0) return {chunks, decoding: [], preempted: 0, decode: false};
      const {decoding, preempted} = serveRunning(Infinity);
      return {chunks: [], decoding, preempted, decode: true};
    }
    if (running.length === 0) {
      const over = batch.filter((request) => !Number.isNaN(request.finish));
      for (const request of over.sort((a, b) => a.finish - b.finish)) pool.free(request, false);
      batch = [];
      const full = Math.min(maxNumSeqs, pool.places);
      const oldest = waiting[0];
      const expired =
        oldest !== undefined && come(oldest.arrival + iteration.requestOverhead + scheduler.batchWindow, now);
      const ready = waiting.length >= full || (policy === "static" ? nextVisible() === Infinity : expired);
      if (waiting.length > 0 && ready) {
        paddedTo = 0;
        batchSteps = 0;
        while (waiting.length > 0 && running.length < maxNumSeqs) {
          const request = waiting[0]!;
          if (!admit(request, known(request) - pool.cached(request), known(request))) break;
          if (scheduler.padded) paddedTo = Math.max(paddedTo, known(request));
        }
        batch = [...running];
      }
    }
    const chunks: Chunk[] = [];
    let budget = maxBatchedTokens;
    for (const request of running) {
      if (joined.has(request)) continue;
      const tokens = paddedTo > 0 ? paddedTo : missing(request);
      if (tokens > budget && chunks.length > 0) break;
      chunks.push({request, own: missing(request), tokens});
      budget -= tokens;
    }
    if (chunks.length > 0) return {chunks, decoding: [], preempted: 0, decode: false};
    const {decoding, preempted} = serveRunning(Infinity);
    return {chunks: [], decoding, preempted, decode: true};
  }

  for (;;) {
    look(lag ? lastStart : now);
    const {chunks, decoding, preempted, decode} = plan();
    if (chunks.length === 0 && decoding.length === 0) {
      if (preempted > 0) continue;
      if (ghosts.length > 0 || lastStart < now) {
        for (const ghost of ghosts) pool.free(ghost, false);
        ghosts = [];
        lastStart = now;
        continue;
      }
      const windowEnd =
        policy === "dynamic" && waiting.length > 0
          ? waiting[0]!.arrival + iteration.requestOverhead + scheduler.batchWindow
          : Infinity;
      const wake = Math.min(nextVisible(), windowEnd);
      if (wake === Infinity) break;
      now = Math.max(now, wake);
      lastStart = now;
      continue;
    }
    for (const ghost of ghosts) pool.free(ghost, false);
    ghosts = [];
    const heldRows = requestLevel ? batch.length - running.length : 0;
    const padded = paddedTo > 0 && requestLevel;
    const rows = padded && decoding.length > 0 ? batch.length : decoding.length;
    const rowLength = paddedTo + batchSteps + 1;
    const context = decoding.reduce((sum, request) => sum + request.stored + 1, 0);
    const prefills = chunks.map(({request, tokens}) => ({tokens, past: request.stored}));
    const completing = chunks.filter(({request, own}) => own === missing(request)).length;
    if (level === "none" && decoding.length > 0) {
      if (padded) for (let row = 0; row < rows; ++row) prefills.push({tokens: rowLength, past: 0});
      else for (const request of decoding) prefills.push({tokens: request.stored + 1, past: 0});
    }
    const read = padded ? rows * rowLength : context;
    const {total} = iteration.time({
      decodeSequences: level === "none" ? 0 : rows,
      decodeContextTokens: level === "none" ? 0 : read,
      prefills,
      sampled: rows + completing
    });
    const live = [
      ...running,
      ...batch.filter((request) => !running.includes(request) && request.finish <= now)
    ];
    const {apart, taken} = pool.reserved(live);
    const storedAfter = live.reduce((sum, request) => sum + request.stored, 0);
    const gained = decoding.length + chunks.reduce((sum, {own}) => sum + own, 0);
    iterations.push({
      start: now,
      duration: total,
      decoding: decoding.length,
      context,
      prefills: chunks.length,
      prefillTokens: chunks.reduce((sum, {tokens}) => sum + tokens, 0),
      heldRows,
      running: running.length,
      waiting: waiting.length,
      preemptions: preempted,
      reserved: apart,
      held: level === "none" ? 0 : storedAfter + gained,
      shared: apart - taken
    });
    lastStart = now;
    now += total;
    if (decode) ++batchSteps;
    for (const request of decoding) request.stored++;
    for (const {request, own} of chunks) request.stored += own;
    const advanced = [...decoding, ...chunks.map(({request}) => request)];
    for (const request of running.filter((other) => advanced.includes(other))) {
      if (request.stored < known(request)) continue;
      request.generated++;
      joined.add(request);
      if (Number.isNaN(request.firstToken)) request.firstToken = now;
      if (request.generated < request.output) continue;
      request.finish = now;
      running = running.filter((other) => other !== request);
      joined.delete(request);
      if (lag) ghosts.push(request);
      else if (!requestLevel) pool.free(request, false);
      answered(now);
    }
  }
  return {requests: states, iterations, rejected};
}

/** The pool of each level; in all of them a block is on one list at a time, or the pool throws. */
export function oraclePool({level, blocks, blockSize, scheduler}: OracleScenario): OraclePool {
  if (level === "none")
    return {
      cached: () => 0,
      allocate: () => true,
      free: () => undefined,
      reserved: () => ({apart: 0, taken: 0}),
      everFits: () => true,
      places: Infinity
    };
  if (level === "contiguous-power-of-two") return pieces(blocks, blockSize);
  if (level === "paged-prefix") return prefixPool(blocks, blockSize);
  const worst = level === "contiguous-worst";
  const size = worst ? scheduler.maxModelLength : blockSize;
  const count = worst ? Math.floor((blocks * blockSize) / size) : blocks;
  const free = Array.from({length: count}, (_, block) => block);
  const owned = new Set<number>();
  return {
    cached: () => 0,
    allocate(request, tokens, mustFit, spare = 0) {
      const need = worst ? 1 : Math.ceil(tokens / size);
      const must = worst ? 1 : Math.ceil(Math.max(tokens, mustFit ?? 0) / size);
      if (must - request.blocks.length > free.length - (worst ? 0 : spare)) return false;
      while (request.blocks.length < need) {
        const block = free.shift()!;
        if (owned.has(block)) throw new Error(`block ${block} is owned twice`);
        owned.add(block);
        request.blocks.push(block);
      }
      return true;
    },
    free(request) {
      for (const block of request.blocks) {
        if (!owned.delete(block)) throw new Error(`block ${block} is nobody's`);
        free.push(block);
      }
      request.blocks = [];
    },
    reserved(requests) {
      const tokens = requests.reduce((sum, request) => sum + request.blocks.length * size, 0);
      return {apart: tokens, taken: tokens};
    },
    everFits: (tokens) => (worst ? count > 0 && tokens <= size : Math.ceil(tokens / size) <= count),
    places: worst ? count : Infinity
  };
}

interface CachedBlock {
  /** What it holds, by name; null if nobody could look for it. */
  content: string | null;
  holders: number;
}

/** Blocks that keep their contents while they are free, the least recently freed overwritten first. */
function prefixPool(count: number, size: number): OraclePool {
  const pool: CachedBlock[] = Array.from({length: count}, () => ({content: null, holders: 0}));
  const free = pool.map((_, block) => block);
  const prefixBlocks = ({group, prefix}: OracleState) => (group < 0 ? 0 : Math.floor(prefix / size));
  const name = (request: OracleState, i: number) =>
    i < prefixBlocks(request) ? `group ${request.group}: ${i}` : `request ${request.id}: ${i}`;
  const find = (content: string) => pool.findIndex((block) => block.content === content);

  function hits(request: OracleState): number[] {
    const most = Math.floor((request.prompt + request.generated - 1) / size);
    const found: number[] = [];
    while (found.length < most && find(name(request, found.length)) >= 0)
      found.push(find(name(request, found.length)));
    return found;
  }
  /** Blocks are given a name when they become full, and never later. */
  function store(request: OracleState, from: number, tokens: number): void {
    for (let i = Math.floor(from / size); i < Math.floor(tokens / size); ++i) {
      const block = pool[request.blocks[i]!]!;
      if (i >= prefixBlocks(request)) block.content = name(request, i);
      else {
        // A copy of what somebody else has stored is not looked for, nor is what follows it.
        const first = request.blocks
          .slice(0, i)
          .every((other, j) => pool[other]!.content === name(request, j));
        if (first && find(name(request, i)) < 0) block.content = name(request, i);
      }
    }
  }
  return {
    cached: (request) => hits(request).length * size,
    allocate(request, tokens, mustFit, spare = 0) {
      const fresh = request.stored === 0 && request.blocks.length === 0;
      const found = fresh ? hits(request) : [];
      const revived = found.filter((block) => pool[block]!.holders === 0).length;
      const have = request.blocks.length + found.length;
      const must = Math.ceil(Math.max(tokens, mustFit ?? 0) / size) - have;
      if (must + revived > free.length - spare) return false;
      for (const block of found) {
        if (pool[block]!.holders++ === 0) free.splice(free.indexOf(block), 1);
        request.blocks.push(block);
      }
      if (fresh)
        for (const [i, block] of pool.entries())
          if (block.content?.startsWith(`request ${request.id}:`) && !found.includes(i)) block.content = null;
      while (request.blocks.length < Math.ceil(tokens / size)) {
        const block = free.shift()!;
        if (pool[block]!.holders > 0) throw new Error(`block ${block} is owned twice`);
        pool[block]!.content = null;
        pool[block]!.holders = 1;
        request.blocks.push(block);
      }
      store(request, fresh ? found.length * size : request.stored, tokens);
      return true;
    },
    free(request) {
      for (const block of [...request.blocks].reverse()) {
        if (--pool[block]!.holders < 0) throw new Error(`block ${block} is nobody's`);
        if (pool[block]!.holders === 0) free.push(block);
      }
      request.blocks = [];
    },
    reserved(requests) {
      const held = requests.flatMap((request) => request.blocks);
      return {apart: held.length * size, taken: new Set(held).size * size};
    },
    everFits: (tokens) => Math.ceil(tokens / size) <= count,
    places: Infinity
  };
}

/** Contiguous pieces of 2^k units, at multiples of their size: the smallest free one that is large enough, the first of them. */
function pieces(units: number, unit: number): OraclePool {
  const owner: (number | null)[] = Array.from({length: units}, () => null);
  const isFree = (at: number, size: number) =>
    at + size <= units && owner.slice(at, at + size).every((who) => who === null);
  const sizeOf = (tokens: number) => {
    let size = 1;
    while (size * unit < tokens) size *= 2;
    return size;
  };
  function freePieces(): {at: number; size: number}[] {
    const found: {at: number; size: number}[] = [];
    for (let at = 0; at < units; ) {
      let size = 1;
      if (!isFree(at, 1)) {
        ++at;
        continue;
      }
      while (at % (2 * size) === 0 && isFree(at, 2 * size)) size *= 2;
      found.push({at, size});
      at += size;
    }
    return found;
  }
  return {
    cached: () => 0,
    allocate(request, tokens) {
      const fresh = request.blocks.length === 0;
      const size = sizeOf(fresh ? request.prompt + request.generated : tokens);
      if (size <= request.blocks.length) return true;
      const before = request.blocks;
      for (const at of before) owner[at] = null;
      const fitting = freePieces()
        .filter((piece) => piece.size >= size)
        .sort((a, b) => a.size - b.size || a.at - b.at);
      const blocks = fitting.length > 0 ? Array.from({length: size}, (_, i) => fitting[0]!.at + i) : before;
      for (const at of blocks) {
        if (owner[at] !== null) throw new Error(`unit ${at} is owned twice`);
        owner[at] = request.id;
      }
      request.blocks = blocks;
      return fitting.length > 0;
    },
    free(request) {
      for (const at of request.blocks) owner[at] = null;
      request.blocks = [];
    },
    reserved(requests) {
      const tokens = requests.reduce((sum, request) => sum + request.blocks.length * unit, 0);
      return {apart: tokens, taken: tokens};
    },
    everFits: (tokens) => sizeOf(tokens) <= units,
    places: Infinity
  };
}
