/**
 * A batch scenario under way: arrivals drawn block by block and sent to their lines. Whoever runs it reads the stations'
 * logs: records keep them, totals fold and forget them.
 */
import {exponentialFill} from "../random/exponential.js";
import {randomSource} from "../random/randomSource.js";
import {type ArrivalProcess, arrivalProcess} from "./arrivalProcess.js";
import type {BatchScenario} from "./batchSpec.js";
import {BatchStation} from "./batchStation.js";

/** Requests a block. */
export const BATCH_BLOCK = 1024;

export class BatchRun {
  /** One for a shared line, else one a server, in the servers' order. */
  readonly stations: readonly BatchStation[];
  /** Requests that have arrived, lost ones included. */
  offered = 0;
  /** Arrival of the last of them [s]; 0 before the first. */
  now = 0;
  /** Whether no more will come. */
  ended = false;
  /** The block's arrival times [s] and streams. */
  readonly arrival = new Float64Array(BATCH_BLOCK);
  readonly stream = new Uint16Array(BATCH_BLOCK);
  private readonly requests: number;
  private readonly arrive: ArrivalProcess;
  private readonly lines: Lines;

  constructor(scenario: BatchScenario) {
    const {arrivals, surge, until, requests, seed, servers, queue} = scenario;
    this.requests = requests;
    const each = queue === "each";
    this.arrive = arrivalProcess({
      arrivals,
      surge,
      until,
      customers: requests,
      seed,
      servers,
      capacity: Infinity,
      service: {kind: "deterministic", mean: 1}
    });
    this.stations = Array.from(
      {length: each ? servers : 1},
      () => new BatchStation({...scenario, servers: each ? 1 : servers})
    );
    this.lines = new Lines(scenario, this.stations.length);
  }

  /** Requests turned away so far. */
  get lost(): number {
    return this.stations.reduce((sum, {lost}) => sum + lost, 0);
  }

  /** Requests in line. */
  get waiting(): number {
    return this.stations.reduce((sum, {waiting}) => sum + waiting, 0);
  }

  /** The next block of arrivals, and every start before its end; returns how many came. */
  step(): number {
    const {lines, stations} = this;
    const wanted = Math.min(BATCH_BLOCK, this.requests - this.offered);
    const count = this.arrive(this.arrival, this.stream, 0, wanted);
    if (count > 0) this.now = this.arrival[count - 1];
    lines.fill(this.arrival, count, this.offered);
    stations.forEach((station, line) => {
      const {arrival, request, draw} = lines;
      station.serve(arrival[line]!, request[line]!, draw[line]!, lines.count[line], this.now);
    });
    this.offered += count;
    this.ended = count < wanted || this.offered >= this.requests;
    return count;
  }

  /** Starts every batch that starts without further arrivals. */
  finish(): void {
    for (const station of this.stations)
      station.serve(this.arrival, this.lines.request[0]!, this.arrival, 0, Infinity);
  }
}

/** A block's requests sorted into their lines. */
class Lines {
  readonly arrival: Float64Array[];
  readonly request: Int32Array[];
  readonly draw: Float64Array[];
  readonly count: Int32Array;
  private readonly factors = new Float64Array(BATCH_BLOCK).fill(1);
  /** The factors of batches: each request has one, whichever policy lets it lead a batch. */
  private readonly drawFactors: (count: number) => void;
  private readonly lineOf: (request: number) => number;

  constructor({seed, distribution, assignment}: BatchScenario, lines: number) {
    const block = {length: lines};
    this.arrival = Array.from(block, () => new Float64Array(BATCH_BLOCK));
    this.request = Array.from(block, () => new Int32Array(BATCH_BLOCK));
    this.draw = Array.from(block, () => new Float64Array(BATCH_BLOCK).fill(1));
    this.count = new Int32Array(lines);
    if (distribution === "exponential") {
      const fill = exponentialFill(randomSource(seed, "service"));
      this.drawFactors = (count) => fill(this.factors, 1, 0, count);
    } else this.drawFactors = () => {};
    const routes = randomSource(seed, "routing");
    this.lineOf = assignment === "random" ? () => routes.below(lines) : (request) => request % lines;
  }

  fill(arrival: Float64Array, count: number, first: number): void {
    this.drawFactors(count);
    if (this.arrival.length === 1) {
      this.arrival[0] = arrival;
      this.draw[0] = this.factors;
      for (let i = 0; i < count; ++i) this.request[0][i] = first + i;
      this.count[0] = count;
      return;
    }
    this.count.fill(0);
    for (let i = 0; i < count; ++i) {
      const line = this.lineOf(first + i);
      const slot = this.count[line]++;
      this.arrival[line][slot] = arrival[i];
      this.request[line][slot] = first + i;
      this.draw[line][slot] = this.factors[i];
    }
  }
}
