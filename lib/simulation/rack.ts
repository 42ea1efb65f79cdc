/**
 * The servers of a station, and who takes the next customer: the idle one of the lowest index, or else the one that is
 * free earliest (again the lowest index among equals). Few servers are looked at one by one; of many, the busy ones are
 * a binary heap by the time they are free, and the idle ones are bits. Comparisons whose outcome no processor can
 * guess are made without branches.
 */

/** Bits a word, as a shift. */
const WORD_SHIFT = 5;
const WORD_MASK = 31;

/** Up to here (and up to the bits of a word) looking at every server costs less than keeping them in order. */
const FEW = 31;

export class Rack {
  /** When each server is free of all its customers so far [s]. */
  readonly free: Float64Array;
  /** The number of each server's latest customer. */
  readonly owner: Float64Array;
  private readonly few: boolean;
  /** The heap, Infinity where it is vacant: a vacant node has nothing but vacant ones below it. */
  private readonly times: Float64Array;
  private readonly servers: Int32Array;
  /** The vacant nodes, in the order in which they became so: the last is never below another. */
  private readonly vacant: Int32Array;
  private vacancies: number;
  /** A bit for each idle server, and one for each word of these that is not zero. */
  private readonly idle: Int32Array;
  private readonly idleWords: Int32Array;
  /** No word of `idleWords` before this one has a bit. */
  private lowest = 0;

  constructor(servers: number) {
    this.free = new Float64Array(servers).fill(-Infinity);
    this.owner = new Float64Array(servers);
    this.few = servers <= FEW;
    const nodes = this.few ? 0 : servers;
    this.times = new Float64Array(2 * nodes + 2).fill(Infinity);
    this.servers = new Int32Array(2 * nodes + 2);
    this.vacant = Int32Array.from({length: nodes}, (_, i) => nodes - 1 - i);
    this.vacancies = nodes;
    this.idle = new Int32Array((nodes >> WORD_SHIFT) + 1);
    this.idleWords = new Int32Array((nodes >> (2 * WORD_SHIFT)) + 1);
    for (let server = 0; server < nodes; ++server) this.release(server);
  }

  /** The server for a customer who comes at this instant [s]. Instants do not decrease. */
  choose(instant: number): number {
    if (this.few) return chosenByScan(this.free, instant);
    while (this.times[0] <= instant) {
      this.release(this.servers[0]);
      this.removeEarliest();
    }
    const {idleWords} = this;
    while (this.lowest < idleWords.length && idleWords[this.lowest] === 0) ++this.lowest;
    if (this.lowest === idleWords.length) return this.servers[0];
    const word = (this.lowest << WORD_SHIFT) | lowestBit(idleWords[this.lowest]);
    return (word << WORD_SHIFT) | lowestBit(this.idle[word]);
  }

  /** When the first server is free [s]; for idle ones of many -Infinity, the past being past. */
  earliest(): number {
    if (this.few) {
      let earliest = Infinity;
      for (let server = 0; server < this.free.length; ++server)
        earliest = Math.min(earliest, this.free[server]);
      return earliest;
    }
    return this.idleWords.some((word) => word !== 0) ? -Infinity : this.times[0];
  }

  /** Gives the server just chosen a customer who leaves at `until` [s]. */
  occupy(server: number, until: number, owner: number): void {
    this.free[server] = until;
    this.owner[server] = owner;
    if (this.few) return;
    const word = server >> WORD_SHIFT;
    const bit = 1 << (server & WORD_MASK);
    if (this.idle[word] & bit) {
      this.idle[word] ^= bit;
      if (this.idle[word] === 0) this.idleWords[word >> WORD_SHIFT] ^= 1 << (word & WORD_MASK);
    } else this.removeEarliest();
    this.add(until, server);
  }

  private release(server: number): void {
    const word = server >> WORD_SHIFT;
    this.idle[word] |= 1 << (server & WORD_MASK);
    this.idleWords[word >> WORD_SHIFT] |= 1 << (word & WORD_MASK);
    this.lowest = Math.min(this.lowest, word >> WORD_SHIFT);
  }

  /** Leads the gap at the root down, the lesser child moving up, until nothing is below it. */
  private removeEarliest(): void {
    const {times, servers} = this;
    let gap = 0;
    for (;;) {
      let child = 2 * gap + 1;
      const left = times[child];
      const right = times[child + 1];
      child += Number(right < left) | (Number(right === left) & Number(servers[child + 1] < servers[child]));
      const time = times[child];
      if (time === Infinity) break;
      times[gap] = time;
      servers[gap] = servers[child];
      gap = child;
    }
    times[gap] = Infinity;
    this.vacant[this.vacancies++] = gap;
  }

  /** Puts a server into the latest vacancy, or above. */
  private add(time: number, server: number): void {
    const {times, servers} = this;
    let gap = this.vacant[--this.vacancies];
    while (gap > 0) {
      const parent = (gap - 1) >> 1;
      if (times[parent] < time || (times[parent] === time && servers[parent] < server)) break;
      times[gap] = times[parent];
      servers[gap] = servers[parent];
      gap = parent;
    }
    times[gap] = time;
    servers[gap] = server;
  }
}

function chosenByScan(free: Float64Array, instant: number): number {
  let idle = 0;
  for (let server = 0; server < free.length; ++server) idle |= Number(free[server] <= instant) << server;
  if (idle !== 0) return lowestBit(idle);
  let chosen = 0;
  let earliest = free[0];
  for (let server = 1; server < free.length; ++server) {
    const time = free[server];
    chosen += (server - chosen) * Number(time < earliest);
    earliest = Math.min(time, earliest);
  }
  return chosen;
}

/** The index of the lowest bit that is set. */
function lowestBit(word: number): number {
  return WORD_MASK - Math.clz32(word & -word);
}
