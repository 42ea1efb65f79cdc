/** Iteration models made by hand: linear in everything, with numbers that never coincide. */
import fc from "fast-check";
import type {IterationModel, IterationTime} from "../../lib/serving/iterationModel.js";

export interface HandMade {
  readonly fixed: number;
  readonly perSequence: number;
  readonly perContextToken: number;
  readonly perPromptToken: number;
  readonly perPair: number;
  readonly perSample: number;
  readonly requestOverhead: number;
}

/** fixed + perSequence n + perContextToken context + perPromptToken tokens + perPair tokens (past + tokens / 2) [s]. */
export function handMadeIteration(given: HandMade): IterationModel {
  const decode = (sequences: number) => ({
    fixed: given.fixed + (given.perSequence + given.perSample) * sequences,
    perContextToken: given.perContextToken
  });
  return {
    decode,
    requestOverhead: given.requestOverhead,
    iterationsAhead: 0,
    time({decodeSequences, decodeContextTokens, prefills, sampled}): IterationTime {
      const tokens = prefills.reduce((sum, chunk) => sum + chunk.tokens, 0);
      const pairs = prefills.reduce((sum, chunk) => sum + chunk.tokens * (chunk.past + chunk.tokens / 2), 0);
      const linear = given.perSequence * decodeSequences + given.perPromptToken * tokens;
      const attention = given.perContextToken * decodeContextTokens + given.perPair * pairs;
      const vocabulary = given.perSample * sampled;
      const total = linear + attention + vocabulary + given.fixed;
      return {total, linear, attention, vocabulary, allReduce: 0, overhead: given.fixed};
    }
  };
}

const positive = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({min: least, max: most, noNaN: true});

export const handMadeIterations: fc.Arbitrary<HandMade> = fc.record({
  fixed: positive(0.001, 0.02),
  perSequence: positive(1e-5, 1e-3),
  perContextToken: fc.oneof(fc.constant(0), positive(1e-7, 1e-4)),
  perPromptToken: positive(1e-6, 1e-3),
  perPair: positive(1e-9, 1e-6),
  perSample: positive(1e-6, 1e-4),
  requestOverhead: fc.oneof(fc.constant(0), positive(1e-4, 0.05))
});
