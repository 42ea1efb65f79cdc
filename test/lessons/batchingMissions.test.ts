import {describe, expect, it} from "vitest";
import {iterationModel} from "../../lib/serving/iterationModel.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {llmModels} from "../../lib/tables/llmModels.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";
import {workloads} from "../../lib/tables/workloads.js";

const missionOf = (id: string) => {
  const track = trackOf(id);
  if (!track) throw new Error(id);
  return track.batching;
};

describe("the figures of Part 2's missions", () => {
  it.each(tracks.map((track) => [track.id, track.batching] as const))(
    "%s: the target is the arrival rate over the share of the machine, and never below the rate",
    (_id, {arrivalRate, machineShare, throughputTarget}) => {
      expect(throughputTarget.value * machineShare.value).toBeCloseTo(arrivalRate.value, 9);
      expect(machineShare.value).toBeGreaterThan(0);
      expect(machineShare.value).toBeLessThanOrEqual(1);
    }
  );

  // An independent model of the same machine: the calibrated iteration model, prompts read together, then 127 steps.
  it("cloud: the time of a batch agrees with the model of iterations within a tenth, from 1 to 128 requests", () => {
    const model = iterationModel({
      device: gpuDevices["h100-sxm"],
      model: llmModels["llama-3-70b"],
      tensorParallel: 2,
      weightPrecision: "fp8",
      kvPrecision: "bf16"
    });
    const prompt = Math.round(workloads.azureConversation.meanPromptTokens.value);
    const timeOf = (batch: number) => {
      const prefills = Array.from({length: batch}, () => ({tokens: prompt, past: 0}));
      const work = {decodeSequences: 0, decodeContextTokens: 0, prefills, sampled: batch};
      const {fixed, perContextToken} = model.decode(batch);
      const steps = Array.from({length: 127}, (_, k) => fixed + perContextToken * batch * (prompt + k + 1));
      return model.time(work).total + steps.reduce((sum, step) => sum + step, 0);
    };
    const [one, most] = missionOf("cloud").serviceCurve;
    const slope = (most.time.value - one.time.value) / (most.batch - one.batch);
    for (const batch of [1, 8, 24, 32, 64, 128]) {
      const told = one.time.value + slope * (batch - one.batch);
      expect(Math.abs(told / timeOf(batch) - 1), `batch ${batch}`).toBeLessThan(0.1);
    }
  });

  // MLPerf Inference v3.0, Orin_TRT_MaxQ resnet50: 1,478,507 ns alone, 4,666,136 ns for eight, offline 3463.11/s.
  it("edge: the measured points, and the offline rate as batches of 128", () => {
    const curve = missionOf("edge").serviceCurve.map(({batch, time}) => [batch, time.value]);
    expect(curve).toEqual([
      [1, 0.001478507],
      [8, 0.004666136],
      [128, 128 / 3463.11]
    ]);
  });

  // 1.059 ms a region alone; 7,434 images/s offline against 0.183 ms alone: a batch saves 1 - 1 / 1.3604 of each.
  it("mobile: batching saves at most 26 % of a region's time", () => {
    const [one, most] = missionOf("mobile").serviceCurve;
    expect(one.time.value).toBeCloseTo(0.001059, 9);
    const slope = (most.time.value - one.time.value) / (most.batch - one.batch);
    expect(1 - slope / one.time.value).toBeCloseTo(1 - 1 / (7434 * 0.000183), 9);
  });

  // arXiv 2503.18698: 5.54 ms of compute at 71.6 mW; one milliwatt is a share of 1 / 71.6.
  it("tiny: two hops take twice the time of one, and a milliwatt is a 72nd of the core's time", () => {
    const {serviceCurve, machineShare, throughputTarget} = missionOf("tiny");
    expect(serviceCurve[1]!.time.value).toBeCloseTo(2 * 0.00554, 12);
    expect(machineShare.value).toBeCloseTo(1 / 71.6, 12);
    expect(throughputTarget.value).toBeCloseTo(71.6 / 0.006, 6);
  });
});
