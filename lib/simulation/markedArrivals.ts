/** All arrivals of a process before a time, each with its kind: that of its stream, or drawn. */
import {randomSource} from "../random/randomSource.js";
import {arrivalProcess} from "./arrivalProcess.js";
import {type ArrivalSpec, queueScenario} from "./queueSpec.js";

export interface MarkedArrivals {
  /** Ascending [s]. */
  readonly arrival: Float64Array;
  readonly stream: Uint16Array;
}

const BLOCK = 1024;

/**
 * The arrivals before `until` [s]. With `shares`, each is of kind k with probability shares[k] over their sum, whatever
 * its stream: a Poisson process marked so is a superposition of independent Poisson processes (Kingman 1993, section
 * 5.1). Kinds have a random stream of their own, so that they leave the times alone.
 *
 * @example
 * Array.from(markedArrivals({arrivals: {kind: "deterministic", rate: 2}, until: 1.2, seed: 1}).arrival) // => [0, 0.5, 1]
 */
export function markedArrivals({
  arrivals,
  shares,
  until,
  seed
}: {
  readonly arrivals: ArrivalSpec;
  readonly shares?: readonly number[];
  readonly until: number;
  readonly seed: number;
}): MarkedArrivals {
  const process = arrivalProcess(
    queueScenario({arrivals, service: {kind: "deterministic", mean: 1}, until, seed})
  );
  let arrival = new Float64Array(BLOCK);
  let stream = new Uint16Array(BLOCK);
  let count = 0;
  for (let open = true; open; ) {
    if (count === arrival.length) {
      const [times, streams] = [arrival, stream];
      arrival = new Float64Array(2 * count);
      stream = new Uint16Array(2 * count);
      arrival.set(times);
      stream.set(streams);
    }
    const end = process(arrival, stream, count, arrival.length);
    open = end === arrival.length;
    count = end;
  }
  arrival = arrival.slice(0, count);
  stream = stream.slice(0, count);
  if (shares) {
    const source = randomSource(seed, "kinds");
    const total = shares.reduce((sum, share) => sum + share, 0);
    for (let i = 0; i < count; ++i) {
      let rest = source.uniform() * total;
      let kind = 0;
      while (kind < shares.length - 1 && rest >= shares[kind]!) rest -= shares[kind++]!;
      stream[i] = kind;
    }
  }
  return {arrival, stream};
}
