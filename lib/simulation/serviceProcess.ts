/**
 * Service laws as block sources. Every arrival draws its service, lost or not: two queues that differ in capacity or
 * servers alone thus serve the same requests (common random numbers).
 */
import {erlangOfMeanOne} from "../random/erlang.js";
import {exponentialFill} from "../random/exponential.js";
import {gammaOfMeanOne} from "../random/gamma.js";
import {lognormalOfMeanOne} from "../random/lognormal.js";
import {type RandomSource, randomSource} from "../random/randomSource.js";
import type {ServiceSpec} from "./queueSpec.js";

/** Writes the service times [s] of the customers in slots `from..to` of `streams` to the start of `times`. */
export type ServiceProcess = (times: Float64Array, streams: Uint16Array, from: number, to: number) => void;

/** The service times of a seeded run; each stream of a `byStream` law has a random stream of its own. */
export function serviceProcess(service: ServiceSpec, seed: number): ServiceProcess {
  if (service.kind === "deterministic")
    return (times, _streams, from, to) => {
      times.fill(service.mean, 0, to - from);
    };
  if (service.kind === "exponential") {
    const fill = exponentialFill(randomSource(seed, "service"));
    return (times, _streams, from, to) => fill(times, service.mean, 0, to - from);
  }
  if (service.kind === "byStream") {
    const samplers = service.services.map((law, stream) =>
      sampler(law, randomSource(seed, "service", stream))
    );
    return (times, streams, from, to) => {
      for (let i = from; i < to; ++i) times[i - from] = samplers[streams[i]]!();
    };
  }
  const sample = sampler(service, randomSource(seed, "service"));
  return (times, _streams, from, to) => {
    for (let i = 0; i < to - from; ++i) times[i] = sample();
  };
}

function sampler(service: ServiceSpec, source: RandomSource): () => number {
  if (service.kind === "deterministic") return () => service.mean;
  if (service.kind === "empirical") {
    const values = Float64Array.from(service.values);
    return () => values[source.below(values.length)];
  }
  const {mean} = service as {mean: number};
  const law = lawOfMeanOne(service);
  return () => mean * law(source);
}

function lawOfMeanOne(service: ServiceSpec): (source: RandomSource) => number {
  switch (service.kind) {
    case "exponential":
      return erlangOfMeanOne(1);
    case "erlang":
      return erlangOfMeanOne(service.shape);
    case "lognormal":
      return lognormalOfMeanOne(service.cv);
    case "gamma":
      // The shape of a gamma law is 1 / cv^2.
      return gammaOfMeanOne(1 / (service.cv * service.cv));
    default:
      throw new RangeError(`invalid service: ${service.kind}`);
  }
}
