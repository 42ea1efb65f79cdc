/** Four known queues: a hearable without a buffer, a burst of sensors, a display with vsync, an overloaded server. */
import {describe, expect, test} from "vitest";
import {displayTimes, type QueueSpec, queueMetrics, simulateQueue} from "../../lib/index.js";
import {MILLISECOND} from "../../lib/units.js";
import {expectMean} from "../support/zScore.js";

const MS = MILLISECOND;

describe("a hearable: 5.54 ms of compute every 6 ms, no buffer", () => {
  const service = {kind: "deterministic", mean: 5.54 * MS} as const;
  const spec = {service, capacity: 1, until: 600, seed: 1};

  test("a clock of 6 ms loses nothing and keeps the device busy 92.3 % of the time", () => {
    const metrics = queueMetrics(
      simulateQueue({...spec, arrivals: {kind: "deterministic", rate: 1 / (6 * MS)}})
    );
    expect(metrics.lost).toBe(0);
    expect(metrics.utilization).toBeCloseTo(5.54 / 6, 6);
    expect(metrics.worstSojourn).toBeCloseTo(5.54 * MS, 9);
  });

  test("Poisson frames of the same rate lose rho / (1 + rho) = 48 %", () => {
    const rho = 5.54 / 6;
    const losses = Array.from({length: 20}, (_, seed) => {
      const records = simulateQueue({
        ...spec,
        until: 60,
        arrivals: {kind: "poisson", rate: 1 / (6 * MS)},
        seed
      });
      return queueMetrics(records).lossFraction;
    });
    expectMean(losses, rho / (1 + rho));
    expect(rho / (1 + rho)).toBeCloseTo(0.48, 3);
  });

  test("jitter of 0.46 ms is the edge: below it no frame is lost, above it some are", () => {
    const lost = (jitter: number): number =>
      queueMetrics(
        simulateQueue({...spec, arrivals: {kind: "streams", streams: [{rate: 1 / (6 * MS), jitter}]}})
      ).lost;
    expect(lost(0.45 * MS)).toBe(0);
    expect(lost(0.6 * MS)).toBeGreaterThan(0);
  });
});

describe("eight sensors at 30 Hz that fire together, 1.479 ms each", () => {
  const spec: QueueSpec = {
    arrivals: {kind: "streams", streams: [{rate: 30, copies: 8}]},
    service: {kind: "deterministic", mean: 1.479 * MS},
    until: 10,
    seed: 1
  };

  test("the last answer comes after 8 x 1.479 = 11.832 ms, past the 10 ms deadline, at 35.5 % utilization", () => {
    const metrics = queueMetrics(simulateQueue(spec), {deadline: 10 * MS});
    expect(metrics.worstSojourn).toBeCloseTo(11.832 * MS, 9);
    expect(metrics.utilization).toBeCloseTo(8 * 30 * 1.479 * MS, 9);
    // The seventh comes after 10.353 ms and the eighth later still: two of eight are late.
    expect(metrics.deadlineMissFraction).toBe(0.25);
    expect(metrics.sojournQuantile(0.5)).toBeCloseTo(4 * 1.479 * MS, 9);
  });

  test("staggered over the period, every answer comes after 1.479 ms", () => {
    const streams = Array.from({length: 8}, (_, k) => ({rate: 30, phase: k / 8 / 30}));
    const metrics = queueMetrics(simulateQueue({...spec, arrivals: {kind: "streams", streams}}), {
      deadline: 10 * MS
    });
    expect(metrics.worstSojourn).toBeCloseTo(1.479 * MS, 9);
    expect(metrics.deadlineMissFraction).toBe(0);
    expect(metrics.waitProbability).toBe(0);
  });

  test("a deadline of just the eight services is met by all", () => {
    expect(queueMetrics(simulateQueue(spec), {deadline: 8 * 1.479 * MS}).deadlineMissFraction).toBe(0);
  });
});

describe("a display at 60 Hz: frames of 14.88 ms, hand tracking of 3.29 ms at 30 Hz on the same processor", () => {
  const period = 1 / 60;
  const frames = {rate: 60};
  const service = (mean: number) => ({kind: "deterministic", mean}) as const;
  const alone = simulateQueue({
    arrivals: {kind: "streams", streams: [frames]},
    service: service(14.88 * MS),
    until: 10,
    seed: 1
  });
  const shared = simulateQueue({
    arrivals: {kind: "streams", streams: [{rate: 30}, frames]},
    service: {kind: "byStream", services: [service(3.29 * MS), service(14.88 * MS)]},
    until: 10,
    seed: 1
  });

  test("alone every frame makes its vsync: 60 a second", () => {
    const display = displayTimes(alone, {period});
    expect(display.displayedPerSecond).toBe(60);
    expect(display.droppedFraction).toBe(0);
    expect(display.intervals[1]).toBe(599);
  });

  test("together every second frame misses it and is overtaken: 30 a second, each shown for two periods", () => {
    const metrics = queueMetrics(shared, {stream: 1, vsync: {period}, deadline: period});
    expect(metrics.displayedPerSecond).toBe(30);
    expect(metrics.droppedFraction).toBe(0.5);
    expect(queueMetrics(shared).utilization).toBeCloseTo(60 * 14.88 * MS + 30 * 3.29 * MS, 6);
    // The first of each pair waits 3.29 ms for the hand and ends at 18.17 ms; the second then ends 33.05 - 16.67 after.
    expect(metrics.deadlineMissFraction).toBe(0.5);
    expect(metrics.worstSojourn).toBeCloseTo((3.29 + 14.88) * MS, 9);
    expect(displayTimes(shared, {period, stream: 1}).intervals[2]).toBe(299);
  });

  test("a hand that comes half a period later spoils nothing: 60 a second", () => {
    const later = simulateQueue({
      arrivals: {kind: "streams", streams: [{rate: 30, phase: 14.88 * MS}, frames]},
      service: {kind: "byStream", services: [service(1.7 * MS), service(14.88 * MS)]},
      until: 10,
      seed: 1
    });
    expect(queueMetrics(later, {stream: 1, vsync: {period}}).displayedPerSecond).toBe(60);
  });
});

describe("a server offered more than it can do", () => {
  test("grows its queue at the rate of the excess, and metrics of a window tell of that window only", () => {
    const records = simulateQueue({
      arrivals: {kind: "deterministic", rate: 12},
      service: {kind: "deterministic", mean: 0.1},
      until: 100,
      seed: 1
    });
    const early = queueMetrics(records, {from: 0, to: 50});
    const late = queueMetrics(records, {from: 50, to: 100});
    // The backlog grows by 2 a second: 50 on average in the first half, 150 in the second.
    expect(early.meanInSystem.mean).toBeCloseTo(51, 0);
    expect(late.meanInSystem.mean).toBeCloseTo(151, 0);
    expect(early.throughput).toBeCloseTo(10, 1);
    expect(late.throughput).toBeCloseTo(10, 1);
    expect(late.utilization).toBeCloseTo(1, 9);
  });
});
