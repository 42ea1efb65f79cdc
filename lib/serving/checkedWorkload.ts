/** What is no workload is refused before anybody is served. */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {queueScenario} from "../simulation/queueSpec.js";
import type {QuantileTable} from "./quantileLength.js";
import type {LengthSpec, PrefixSpec, ServingWorkloadSpec} from "./servingWorkload.js";

const MOST_TOKENS = 2 ** 30;

/** The workload, or a RangeError that names what is wrong with it. */
export function checkedWorkload(spec: ServingWorkloadSpec): ServingWorkloadSpec {
  switch (spec.kind) {
    case "open": {
      const {arrivals, surge, until, requests} = spec;
      if (requests !== undefined) requireInteger("requests", requests, 0);
      // The queue simulator knows what a stream of arrivals is.
      queueScenario({
        arrivals,
        service: {kind: "deterministic", mean: 1},
        ...(surge && {surge}),
        ...(until !== undefined && {until}),
        ...(requests !== undefined && {customers: requests}),
        seed: 0
      });
      checkLengths(spec.lengths);
      if (spec.prefix) checkPrefix(spec.prefix);
      return spec;
    }
    case "list": {
      let previous = 0;
      for (const [i, request] of spec.requests.entries()) {
        if (!(request.arrival >= previous && request.arrival < Infinity))
          throw invalid(`requests[${i}].arrival`, request.arrival);
        previous = request.arrival;
        requireTokens(`requests[${i}].promptTokens`, request.promptTokens);
        requireTokens(`requests[${i}].outputTokens`, request.outputTokens);
        requireInteger(`requests[${i}].prefixGroup`, request.prefixGroup ?? -1, -1);
        requireInteger(`requests[${i}].prefixTokens`, request.prefixTokens ?? 0, 0);
      }
      return spec;
    }
    case "closed":
      requireInteger("clients", spec.clients);
      requireInteger("requests", spec.requests, 0);
      requireNonNegative("stagger", spec.stagger ?? 0);
      checkLengths(spec.lengths);
      if (spec.prefix) checkPrefix(spec.prefix);
      return spec;
    default:
      throw invalid("workload", (spec as {kind: unknown}).kind);
  }
}

function checkLengths(spec: LengthSpec): void {
  switch (spec.kind) {
    case "fixed":
      requireTokens("promptTokens", spec.promptTokens);
      requireTokens("outputTokens", spec.outputTokens);
      return;
    case "quantiles":
      checkTable("promptTokens", spec.promptTokens);
      checkTable("outputTokens", spec.outputTokens);
      return;
    case "given":
      for (const column of ["promptTokens", "outputTokens"] as const) {
        if (spec[column].length === 0) throw invalid(column, "none");
        for (let i = 0; i < spec[column].length; ++i) requireTokens(`${column}[${i}]`, spec[column][i]!);
      }
      return;
    default:
      throw invalid("lengths", (spec as {kind: unknown}).kind);
  }
}

function checkTable(name: string, table: QuantileTable): void {
  if (table.length < 2 || table[0]![0] !== 0 || table[table.length - 1]![0] !== 100)
    throw invalid(name, "percentiles from 0 to 100 are needed");
  for (let i = 0; i < table.length; ++i) {
    const [percentile, tokens] = table[i]!;
    if (i > 0 && !(percentile > table[i - 1]![0] && tokens >= table[i - 1]![1])) throw invalid(name, tokens);
    requirePositive(name, tokens);
  }
}

function checkPrefix({groups, tokens, share = 1}: PrefixSpec): void {
  requireInteger("prefix.groups", groups);
  requireInteger("prefix.tokens", tokens, 0);
  if (!(share >= 0 && share <= 1)) throw invalid("prefix.share", share);
}

function requireTokens(name: string, tokens: number): void {
  requireInteger(name, tokens);
  if (tokens > MOST_TOKENS) throw invalid(name, tokens);
}
