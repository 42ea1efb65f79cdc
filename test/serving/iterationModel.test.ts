import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {iterationModel} from "../../lib/serving/iterationModel.js";
import type {ServingHardware} from "../../lib/serving/servingHardware.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {llmModels} from "../../lib/tables/llmModels.js";

const h100: ServingHardware = {
  device: gpuDevices["h100-sxm"],
  model: llmModels["llama-3-8b"],
  tensorParallel: 1,
  weightPrecision: "bf16",
  kvPrecision: "bf16"
};
const model = iterationModel(h100);

describe("the model of one iteration", () => {
  it("takes exactly fixed + perContextToken x context for pure decoding", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 512}), fc.integer({min: 1, max: 4096}), (sequences, context) => {
        const {fixed, perContextToken} = model.decode(sequences);
        const tokens = sequences * context;
        const work = {
          decodeSequences: sequences,
          decodeContextTokens: tokens,
          prefills: [],
          sampled: sequences
        };
        const {total} = model.time(work);
        expect(Math.abs(fixed + perContextToken * tokens - total)).toBeLessThan(1e-12 * total);
      })
    );
  });

  it("is the sum of its parts, and never shorter for more work", () => {
    const work = fc.record({
      decodeSequences: fc.integer({min: 0, max: 256}),
      past: fc.integer({min: 0, max: 4096}),
      tokens: fc.integer({min: 1, max: 4096})
    });
    fc.assert(
      fc.property(work, ({decodeSequences, past, tokens}) => {
        const at = (n: number, chunk: number, before: number) =>
          model.time({
            decodeSequences: n,
            decodeContextTokens: 500 * n,
            prefills: [{tokens: chunk, past: before}],
            sampled: n + 1
          });
        const {total, linear, attention, vocabulary, allReduce, overhead} = at(decodeSequences, tokens, past);
        expect(total).toBeCloseTo(linear + attention + vocabulary + allReduce + overhead, 12);
        expect(at(decodeSequences + 1, tokens, past).total).toBeGreaterThan(total);
        expect(at(decodeSequences, tokens + 1, past).total).toBeGreaterThanOrEqual(total);
        expect(at(decodeSequences, tokens, past + 1).total).toBeGreaterThanOrEqual(total);
      })
    );
  });

  it("names what is nonsense", () => {
    expect(() => iterationModel({...h100, tensorParallel: 3})).toThrow("invalid tensorParallel: 3");
    expect(() => model.time({decodeSequences: -1, decodeContextTokens: 0, prefills: [], sampled: 0})).toThrow(
      "invalid decodeSequences: -1"
    );
  });
});
