import {describe, expect, it} from "vitest";
import {calibrationResiduals, measuredHardware} from "../../lib/serving/calibrationResiduals.js";
import {iterationModel} from "../../lib/serving/iterationModel.js";
import {residualSummary} from "../../lib/serving/residualSummary.js";
import {h100Series} from "../../lib/tables/h100Measurements.js";
import {unseenMeasurements} from "../../lib/tables/unseenMeasurements.js";

const residuals = calibrationResiduals();
const of = (...parts: string[]) => residuals.filter(({part}) => parts.includes(part));
const [all] = residualSummary(residuals.map(({error}) => ({group: "all", error})));

describe("the model of one iteration against the kernel times that it was fitted to", () => {
  it("rests on 1 to 8,192 rows, 1 to 8 ranks, two precisions, four devices", () => {
    expect(residuals.length).toBeGreaterThan(150);
    expect(new Set(h100Series.map(({hardware}) => hardware.tensorParallel))).toEqual(new Set([1, 2, 4, 8]));
    expect(new Set(residuals.map(({hardware}) => hardware.device)).size).toBe(4);
    for (const {measured, modelled, source} of residuals) {
      expect(measured).toBeGreaterThan(0);
      expect(modelled).toBeGreaterThan(0);
      expect(source.length).toBeGreaterThan(20);
    }
  });

  it("is within 5 % of all times in the median", () => {
    expect(all!.median).toBeLessThan(0.05);
  });

  // What an engine sees: sums over an iteration. Their parts scatter more, in both directions.
  it.each(
    residualSummary(of("decode", "prompt", "kernels", "iteration")).map((row) => [row.group, row] as const)
  )("whole iterations: %s", (_group, {median, worst}) => {
    expect(median).toBeLessThan(0.06);
    expect(worst).toBeLessThan(0.12);
  });

  const products = of("products", "layers");
  it.each(
    residualSummary(products.filter(({hardware}) => hardware.device !== "a40")).map(
      (row) => [row.group, row] as const
    )
  )("matrix products: %s", (_group, {median, worst}) => {
    expect(median).toBeLessThan(0.06);
    expect(worst).toBeLessThan(0.15);
  });

  it("matrix products: A40, but for 64 rows, whose widest product takes 1.4 times that of 16", () => {
    const errors = products
      .filter(({hardware}) => hardware.device === "a40")
      .map(({sizes, error}) => ({rows: sizes[0], error: Math.abs(error)}));
    for (const {rows, error} of errors) expect(error).toBeLessThan(rows === 64 ? 0.18 : 0.08);
  });

  // Attention of a few short contexts is measured inside the device's cache; a large all-reduce changes algorithm.
  it.each(
    residualSummary(of("decodeAttention", "promptAttention", "allReduce")).map(
      (row) => [row.group, row] as const
    )
  )("attention and all-reduce: %s", (_group, {median, worst}) => {
    expect(median).toBeLessThan(0.05);
    expect(worst).toBeLessThan(0.25);
  });

  it("leans to no side: the mean error of whole iterations is under 3 %", () => {
    const whole = of("decode", "prompt", "kernels", "iteration");
    const mean = whole.reduce((sum, {error}) => sum + error, 0) / whole.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
  });
});

describe("the model of one iteration against servers that it was not fitted to", () => {
  it.each(
    unseenMeasurements.map(
      (row) => [`${row.hardware.device}, ${row.hardware.model}, ${row.clients} clients`, row] as const
    )
  )("%s: time per output token within 10 %%", (_name, row) => {
    const {clients, promptTokens, outputTokens, promptsCached, tpot} = row;
    const model = iterationModel(measuredHardware(row.hardware));
    const context = promptTokens + outputTokens / 2;
    const {fixed, perContextToken} = model.decode(clients);
    const decode = fixed + perContextToken * clients * context;
    // While a request decodes, each other client's next prompt lengthens one iteration.
    const mixed = model.time({
      decodeSequences: clients - 1,
      decodeContextTokens: (clients - 1) * context,
      prefills: [{tokens: promptTokens, past: 0}],
      sampled: clients
    }).total;
    const prompts = promptsCached ? 0 : ((clients - 1) * (mixed - decode)) / (outputTokens - 1);
    expect(Math.abs((decode + prompts) / tpot - 1)).toBeLessThan(0.1);
  });
});
