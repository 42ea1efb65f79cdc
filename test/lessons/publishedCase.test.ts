import {describe, expect, test} from "vitest";
import {
  formationTail,
  gpusNeeded,
  leastGpus,
  type PlanPolicy,
  planPolicies,
  planRow,
  planSteps,
  planTable,
  publishedPlans
} from "../../lib/index.js";
import {MILLISECOND} from "../../lib/units.js";

const policy = (id: PlanPolicy["id"]): PlanPolicy => planPolicies.find((row) => row.id === id)!;
const plan = publishedPlans.resnet50;

describe("the published plan", () => {
  // The text: 1 - (4.6 x 5 ms) / 50 ms = 0.54, 9,259 requests/s, 1,143 images/s, 8.1 -> 9 GPUs, 11.7 -> 12.
  test("its steps are the text's", () => {
    const steps = planSteps();
    expect(steps.safeUtilization).toBeCloseTo(0.54, 12);
    expect(Math.round(steps.requiredRate)).toBe(9259);
    expect(Math.round(steps.gpuRate)).toBe(1143);
    expect(steps.gpusForRate).toBe(9);
    expect(steps.gpus).toBe(12);
    expect(plan.gpus.value).toBe(12);
  });
});

describe("simulated by others before: p99 in ms, to be met within five per cent", () => {
  test.each([
    ["fullEach", 12, 65],
    ["fullEach", 9, 52],
    ["greedyShared", 12, 16],
    ["greedyShared", 5, 20]
  ] as const)("%s with %i GPUs: about %f ms", (id, gpus, expected) => {
    for (const seed of [1, 2, 3]) {
      const {p99} = planRow(gpus, policy(id), {seed});
      expect(Math.abs(p99.value / MILLISECOND / expected - 1)).toBeLessThan(0.05);
    }
  });
});

describe("what the plan did not ask", () => {
  test("more GPUs, worse tail: full batches fill more slowly when there are more queues", () => {
    const rows = [6, 8, 9, 10, 12].map((gpus) => planRow(gpus, policy("fullEach")));
    for (const [k, row] of rows.entries())
      if (k > 0)
        expect(row.p99.value - row.p99.halfWidth).toBeGreaterThan(
          rows[k - 1]!.p99.value + rows[k - 1]!.p99.halfWidth
        );
    expect(planRow(12, policy("fullEach")).meets).toBe(false);
    expect(planRow(8, policy("fullEach")).meets).toBe(true);
  });

  test("with twelve GPUs the tail of full batches is formation alone, and theory has it", () => {
    const {p99, meanQueueWait} = planRow(12, policy("fullEach"), {requests: 1_000_000});
    expect(meanQueueWait).toBeLessThan(0.01 * MILLISECOND);
    expect(Math.abs(p99.value - formationTail(12))).toBeLessThan(2 * p99.halfWidth);
  });

  test("five GPUs are enough under every policy, and four under none", () => {
    for (const one of planPolicies) expect(gpusNeeded(one)).toBe(5);
    // 5000 / 1142.857 = 4.375
    expect(leastGpus()).toBe(5);
    const four = planRow(4, policy("greedyShared"));
    expect([four.stable, four.p99.value]).toEqual([false, Infinity]);
  });

  test("twelve GPUs miss the limit only with both: either a shared queue or greedy batches would mend it", () => {
    expect(planPolicies.map((one) => planRow(12, one).meets)).toEqual([false, true, true, true]);
  });

  test("greedy: each GPU more shortens the tail, and most of what they do is work on small batches", () => {
    const rows = [5, 6, 8, 12].map((gpus) => planRow(gpus, policy("greedyShared"), {requests: 400_000}));
    for (const [k, row] of rows.entries())
      if (k > 0)
        expect(row.p99.value + row.p99.halfWidth).toBeLessThan(
          rows[k - 1]!.p99.value - rows[k - 1]!.p99.halfWidth
        );
    expect(rows[3]!.utilization).toBeLessThan(0.37);
    expect(rows[3]!.busyFraction).toBeGreaterThan(0.95);
    expect(rows[3]!.meanBatch).toBeLessThan(3);
  });

  test("the table has a row for each policy and number of GPUs, the same for the same seed", () => {
    const table = planTable({from: 5, to: 7, requests: 20_000});
    expect(table.map(({policy: id, gpus}) => `${id} ${gpus}`)).toEqual(
      planPolicies.flatMap(({id}) => [5, 6, 7].map((gpus) => `${id} ${gpus}`))
    );
    expect(planTable({from: 5, to: 7, requests: 20_000})).toEqual(table);
  });
});
