import {describe, expect, it} from "vitest";
import {memoryBudget} from "../../lib/serving/memoryBudget.js";
import {edgeDevices} from "../../lib/tables/edgeDevices.js";
import type {Fact} from "../../lib/tables/fact.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {llmModels} from "../../lib/tables/llmModels.js";
import {mobileDevices} from "../../lib/tables/mobileDevices.js";
import {hearable, tinyDevices} from "../../lib/tables/tinyDevices.js";
import type {Range} from "../../lib/tables/track.js";
import {trackIds, trackOf, tracks} from "../../lib/tables/tracks.js";
import {workloads} from "../../lib/tables/workloads.js";

function isFact(value: unknown): value is Fact {
  return (
    typeof value === "object" && value !== null && "kind" in value && "source" in value && "value" in value
  );
}

/** Every fact below a value, with the path to it. */
function* facts(value: unknown, path: string): Generator<readonly [string, Fact]> {
  if (isFact(value)) yield [path, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* facts(inner, `${path}.${key}`);
}

const tables = {tracks, workloads, edgeDevices, mobileDevices, hearable, tinyDevices};

describe("fact tables", () => {
  const all = [...facts(tables, "tables")];

  it("hold many facts, each a finite value with a source, a date and a kind", () => {
    expect(all.length).toBeGreaterThan(100);
    for (const [path, {value, source, date, kind}] of all) {
      expect(Number.isFinite(value), path).toBe(true);
      expect(source.length, path).toBeGreaterThan(8);
      expect(date, path).toMatch(/^20\d\d(-\d\d){0,2}$/);
      expect(["spec", "measured", "derived", "assumption"], path).toContain(kind);
    }
  });
});

describe("the tracks", () => {
  it("have ids of their own, found by id and by nothing else", () => {
    expect(new Set(trackIds).size).toBe(trackIds.length);
    for (const track of tracks) expect(trackOf(track.id)).toBe(track);
    expect(trackOf("nobody")).toBeUndefined();
    expect(trackOf(null)).toBeUndefined();
  });

  const within = ({min, max}: Range, value: number) =>
    value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12);

  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s: every control can reach the mission's figures",
    (_name, track) => {
      const {concurrency, batching, cliff} = track;
      expect(within(concurrency.arrivalRange, concurrency.arrivalRate.value)).toBe(true);
      expect(within(concurrency.arrivalRange, 2 * concurrency.arrivalRate.value)).toBe(true);
      expect(within(concurrency.executionRange, concurrency.executionTime.value)).toBe(true);
      expect(concurrency.servers.start).toBeGreaterThanOrEqual(concurrency.servers.min);
      expect(concurrency.servers.start).toBeLessThanOrEqual(concurrency.servers.max);
      expect(within(batching.arrivalRange, batching.arrivalRate.value)).toBe(true);
      expect(within(batching.batchRange, batching.start.batch)).toBe(true);
      expect(within(batching.windowRange, batching.start.window)).toBe(true);
      expect(within(cliff.arrivalRange, cliff.arrivalRate.value)).toBe(true);
      expect(cliff.stateLevels.map(({id}) => id)).toContain(cliff.start.state);
      expect(cliff.poolLevels.map(({id}) => id)).toContain(cliff.start.pool);
    }
  );

  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s: one row of service for each stream of arrivals",
    (_name, {concurrency}) => {
      const streams = concurrency.arrivals.kind === "streams" ? concurrency.arrivals.streams.length : 1;
      expect(concurrency.service.length).toBe(streams);
      expect(concurrency.deadlineStream).toBeLessThan(streams);
      if (concurrency.arrivals.kind === "streams")
        expect(concurrency.arrivals.streams.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  );
});

describe("published figures", () => {
  // MLPerf Inference v3.0 closed, Orin_TRT_MaxQ resnet50: SingleStream mean 1,478,507 ns, MultiStream (8) 4,666,136 ns.
  it("Orin power-limited: 1.479 ms alone, 4.666 ms for eight", () => {
    expect(edgeDevices.orinPowerLimited.single.value * 1e3).toBeCloseTo(1.478507, 9);
    expect(edgeDevices.orinPowerLimited.batchOfEight.value * 1e3).toBeCloseTo(4.666136, 9);
  });

  // Llama-3-70B config.json: 80 layers, 8 KV heads of 128: 2 x 80 x 8 x 128 x 2 bytes = 327,680 bytes a token.
  // Memory of two H100 as torch reports it, 2 x 79.19 GiB, nine-tenths of it, and what vLLM's start-up logs leave.
  it("Llama-3-70B keeps 8,192 tokens in 2.684 GB, and 27 such requests fit beside the weights on two H100s", () => {
    const {memory, servers} = tracks[0]!.concurrency;
    expect(memory.perRequest.value).toBe(2_684_354_560);
    expect(servers.perUnit).toBe(27);
    const budget = memoryBudget({
      device: gpuDevices["h100-sxm"],
      model: llmModels["llama-3-70b"],
      tensorParallel: 2,
      weightPrecision: "fp8",
      kvPrecision: "bf16",
      maxBatchedTokens: 8192,
      maxSequences: 256,
      memoryUtilization: 0.9
    });
    expect(Math.abs(memory.limit.value / (2 * budget.kvBytes) - 1)).toBeLessThan(0.001);
  });

  // arXiv 2503.18698, abstract: 6 ms chunk, 5.54 ms inference.
  it("the hearable is busy 92.3 % of the time", () => {
    expect(hearable.inference.value / hearable.hop.value).toBeCloseTo(0.9233, 4);
  });
});
