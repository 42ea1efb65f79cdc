import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {allReduceBytes} from "../../lib/serving/allReduceTime.js";
import {prefillAttention} from "../../lib/serving/attentionTime.js";
import {expertTime, touchedExperts} from "../../lib/serving/expertTime.js";
import {iterationModel} from "../../lib/serving/iterationModel.js";
import type {IterationWork} from "../../lib/serving/iterationWork.js";
import {linearTime, tiledRows} from "../../lib/serving/linearTime.js";
import type {ServingHardware} from "../../lib/serving/servingHardware.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {inferenceEngines} from "../../lib/tables/inferenceEngines.js";
import {llmModels} from "../../lib/tables/llmModels.js";

const h100: ServingHardware = {
  device: gpuDevices["h100-sxm"],
  model: llmModels["llama-3-8b"],
  tensorParallel: 1,
  weightPrecision: "bf16",
  kvPrecision: "bf16"
};
const cases = fc.record({
  device: fc.constantFrom(...Object.values(gpuDevices)),
  model: fc.constantFrom(...Object.values(llmModels)),
  tensorParallel: fc.constantFrom(1, 2, 4),
  weightPrecision: fc.constantFrom("bf16", "fp8", "int4", "int8"),
  kvPrecision: fc.constantFrom("bf16", "fp8"),
  engine: fc.constantFrom(...Object.values(inferenceEngines))
}) as fc.Arbitrary<ServingHardware>;
const fair = cases.filter(
  ({model: {heads, kvHeads}, tensorParallel: ranks}) =>
    heads % ranks === 0 && (kvHeads % ranks === 0 || ranks % kvHeads === 0)
);
const work = fc.record({
  decodeSequences: fc.integer({min: 0, max: 512}),
  each: fc.integer({min: 1, max: 4096}),
  prefills: fc.array(
    fc.record({tokens: fc.integer({min: 1, max: 4096}), past: fc.integer({min: 0, max: 16_384})}),
    {maxLength: 3}
  )
});
const toWork = ({
  decodeSequences,
  each,
  prefills
}: {
  decodeSequences: number;
  each: number;
  prefills: IterationWork["prefills"];
}): IterationWork => ({
  decodeSequences,
  decodeContextTokens: decodeSequences * each,
  prefills,
  sampled: decodeSequences + prefills.length
});

describe("the model of one iteration", () => {
  it("takes exactly fixed + perContextToken x context for pure decoding, on any hardware", () => {
    fc.assert(
      fc.property(fair, fc.integer({min: 1, max: 1024}), fc.integer({min: 1, max: 8192}), (spec, n, each) => {
        const model = iterationModel(spec);
        const {fixed, perContextToken} = model.decode(n);
        const {total} = model.time(toWork({decodeSequences: n, each, prefills: []}));
        expect(Math.abs(fixed + perContextToken * n * each - total)).toBeLessThan(1e-12 * total);
      })
    );
  });

  it("is the sum of its parts, all of them >= 0 and the whole > 0", () => {
    fc.assert(
      fc.property(fair, work, (spec, given) => {
        fc.pre(given.decodeSequences + given.prefills.length > 0);
        const {total, ...parts} = iterationModel(spec).time(toWork(given));
        const sum = Object.values(parts).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - total)).toBeLessThan(1e-12 * total);
        for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(0);
        expect(total).toBeGreaterThan(0);
      })
    );
  });

  it("is never shorter for one more sequence, prompt token or cached token", () => {
    fc.assert(
      fc.property(fair, work, (spec, given) => {
        const prefills = [...given.prefills, {tokens: 17, past: 5}];
        const model = iterationModel(spec);
        const at = (more: Partial<typeof given>) => model.time(toWork({...given, prefills, ...more})).total;
        const slack = 1 + 1e-12;
        const here = at({});
        expect(at({decodeSequences: given.decodeSequences + 1}) * slack).toBeGreaterThanOrEqual(here);
        expect(at({prefills: [...given.prefills, {tokens: 18, past: 5}]}) * slack).toBeGreaterThanOrEqual(
          here
        );
        expect(at({prefills: [...given.prefills, {tokens: 17, past: 6}]}) * slack).toBeGreaterThanOrEqual(
          here
        );
      })
    );
  });

  it("is never faster than the data sheet: bytes over bandwidth, operations over peak", () => {
    fc.assert(
      fc.property(fair, fc.integer({min: 1, max: 4096}), (spec, tokens) => {
        const {device, model, tensorParallel} = spec;
        fc.pre(model.experts === null && spec.weightPrecision === "bf16");
        const matrices =
          (model.layers *
            (model.hidden * model.headDim * (2 * model.heads + 2 * model.kvHeads) +
              3 * model.hidden * model.intermediate)) /
          tensorParallel;
        const {linear} = iterationModel(spec).time(
          toWork({decodeSequences: 0, each: 1, prefills: [{tokens, past: 0}]})
        );
        expect(linear).toBeGreaterThan((2 * matrices) / device.bandwidth.value);
        expect(linear).toBeGreaterThan((2 * tokens * matrices) / device.peak.bf16.value);
      })
    );
  });

  it("gains from ranks, from 8 bits and from an 8-bit cache, and less than their number", () => {
    const at = (more: Partial<ServingHardware>) =>
      iterationModel({...h100, model: llmModels["llama-3-70b"], ...more}).time(
        toWork({decodeSequences: 64, each: 2000, prefills: []})
      );
    const one = at({});
    for (const tensorParallel of [2, 4, 8]) {
      const many = at({tensorParallel});
      expect(many.total).toBeLessThan(one.total);
      expect(many.total).toBeGreaterThan(one.total / tensorParallel);
    }
    expect(at({weightPrecision: "fp8"}).linear).toBeLessThan(0.6 * one.linear);
    expect(at({kvPrecision: "fp8"}).attention).toBeLessThan(0.65 * one.attention);
  });

  it("computes a prompt in chunks no faster than at once", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 8192}),
        fc.double({min: 0.01, max: 0.99, noNaN: true}),
        (tokens, share) => {
          const first = Math.min(tokens - 1, Math.max(1, Math.round(share * tokens)));
          const model = iterationModel(h100);
          const time = (chunk: number, past: number) =>
            model.time(toWork({decodeSequences: 0, each: 1, prefills: [{tokens: chunk, past}]})).total;
          expect(time(first, 0) + time(tokens - first, first)).toBeGreaterThan(time(tokens, 0));
          const attention = (chunk: number, past: number) => prefillAttention(h100, {tokens: chunk, past});
          expect(attention(first, 0) + attention(tokens - first, first)).toBeGreaterThanOrEqual(
            attention(tokens, 0) * (1 - 1e-12)
          );
        }
      )
    );
  });

  it("shows the host of a small model, and hides it behind a large one", () => {
    const decode = (model: keyof typeof llmModels, n: number) =>
      iterationModel({...h100, model: llmModels[model]}).time(
        toWork({decodeSequences: n, each: 1, prefills: []})
      );
    const {gap, gapPerSequence} = inferenceEngines["vllm-async"];
    const idle = (n: number) => gap.value + gapPerSequence.value * n;
    expect(decode("llama-3-8b", 64).overhead).toBeCloseTo(idle(64), 12);
    expect(decode("qwen3-0.6b", 256).overhead).toBeGreaterThan(idle(256));
  });

  it.each([
    [{tensorParallel: 3}, "invalid tensorParallel: 3"],
    [{tensorParallel: 0}, "invalid tensorParallel: 0"],
    [{model: llmModels["phi-4"], tensorParallel: 4}, "invalid tensorParallel: 4"],
    [{weightPrecision: "fp3" as "fp8"}, "invalid weightPrecision: fp3"],
    [{kvPrecision: "int4" as "fp8"}, "invalid kvPrecision: int4"]
  ])("names hardware that is nonsense: %o", (wrong, message) => {
    expect(() => iterationModel({...h100, ...wrong})).toThrow(message);
  });

  it.each([
    [{decodeSequences: -1}, "invalid decodeSequences: -1"],
    [{decodeContextTokens: Number.NaN}, "invalid decodeContextTokens: NaN"],
    [{sampled: 0.5}, "invalid sampled: 0.5"],
    [{prefills: [{tokens: 0, past: 0}]}, "invalid tokens: 0"],
    [{prefills: [{tokens: 1, past: -1}]}, "invalid past: -1"],
    [{decodeSequences: 0}, "invalid work: no tokens"]
  ])("names work that is nonsense: %o", (wrong, message) => {
    const model = iterationModel(h100);
    expect(() =>
      model.time({decodeSequences: 1, decodeContextTokens: 1, prefills: [], sampled: 1, ...wrong})
    ).toThrow(message);
  });
});

describe("its parts", () => {
  it("fill whole tiles of 16 to 256 rows, never less than the rows and never twice them from 16 on", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 20_000}), (rows) => {
        const tiled = tiledRows(rows, 256);
        expect(tiled).toBeGreaterThanOrEqual(rows);
        expect(tiled % 16).toBe(0);
        if (rows >= 16) expect(tiled).toBeLessThan(2 * rows);
      })
    );
    expect([256, 257, 512, 2048].map((rows) => tiledRows(rows, 256))).toEqual([256, 512, 512, 2048]);
  });

  it("scale inputs to 8 bits only where the product runs in 8 bits", () => {
    const shape = {inputs: 8192, outputs: 8192};
    const on = (device: ServingHardware["device"], weightPrecision: ServingHardware["weightPrecision"]) =>
      linearTime({...h100, device, weightPrecision}, shape, 4096);
    expect(on(gpuDevices["h100-sxm"], "fp8")).toBeLessThan(0.7 * on(gpuDevices["h100-sxm"], "bf16"));
    expect(on(gpuDevices["a100-sxm-80"], "fp8")).toBeGreaterThan(
      0.95 * on(gpuDevices["a100-sxm-80"], "bf16")
    );
  });

  // By hand: 8 experts, 2 of them a row: 2 of 8 after one row, 8 (1 - 0.75^2) = 3.5 after two.
  it("touch as many experts as independent choices do", () => {
    const mixtral = {count: 8, perToken: 2};
    expect(touchedExperts(mixtral, 0)).toBe(0);
    expect(touchedExperts(mixtral, 1)).toBeCloseTo(2, 12);
    expect(touchedExperts(mixtral, 2)).toBeCloseTo(3.5, 12);
    expect(touchedExperts({count: 128, perToken: 8}, 1000)).toBeCloseTo(128, 12);
    expect(expertTime(h100, 64)).toBe(0);
    expect(expertTime({...h100, model: llmModels["mixtral-8x7b"]}, 64)).toBeGreaterThan(0);
  });

  it("cost nothing to sum on one device, and never less for a longer message or more devices' hops", () => {
    expect(allReduceBytes(h100, 1e6)).toBe(0);
    fc.assert(
      fc.property(fc.constantFrom(2, 4, 8), fc.integer({min: 0, max: 1e8}), (tensorParallel, bytes) => {
        const spec = {...h100, tensorParallel};
        expect(allReduceBytes(spec, bytes + 1)).toBeGreaterThanOrEqual(allReduceBytes(spec, bytes));
        const pcie = {...spec, device: gpuDevices["a100-pcie-80"]};
        expect(allReduceBytes(pcie, bytes)).toBeGreaterThan(allReduceBytes(spec, bytes));
      })
    );
  });
});

describe("decoding beside a prompt", () => {
  /** What a token of context adds to an iteration with a prompt in it, over what it adds to one without [1]. */
  const slowdown = (hardware: ServingHardware): number => {
    const {time, decode} = iterationModel(hardware);
    const at = (decodeContextTokens: number) =>
      time({decodeSequences: 16, decodeContextTokens, prefills: [{tokens: 256, past: 0}], sampled: 17}).total;
    return (at(20_000) - at(10_000)) / 10_000 / decode(16).perContextToken;
  };

  it("costs no more where the heads that share a KV head share a tile", () => {
    expect(slowdown(h100)).toBeCloseTo(1, 9);
  });

  it("costs what 64 rows a query head cost where they do not, the more the less arithmetic a byte is paired with", () => {
    const workstation = {...h100, device: gpuDevices["rtx-pro-6000"]};
    const a100 = {...h100, device: gpuDevices["a100-sxm-80"]};
    // 4 heads a KV head x 64 rows = 256 FLOP for each byte of a bf16 cache.
    const {peak, productShare, bandwidth} = a100.device;
    const reading = bandwidth.value * 0.917;
    expect(slowdown(a100)).toBeCloseTo((256 * reading) / (peak.bf16.value * productShare.value * 0.48), 6);
    expect(slowdown(workstation)).toBeGreaterThan(1.3);
    expect(slowdown(workstation)).toBeLessThan(slowdown(a100));
  });

  it("costs no more where every query head has a KV head of its own", () => {
    const device = gpuDevices["rtx-pro-6000"];
    expect(slowdown({...h100, device, model: llmModels["llama-2-7b"]})).toBeCloseTo(1, 9);
  });
});
