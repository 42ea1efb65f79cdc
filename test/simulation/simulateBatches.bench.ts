/**
 * How long a million batched requests take, beside the queue simulator's customers:
 * `npx vitest bench --config test/vitest.config.ts --project unit`. Not part of the tests.
 */
import {bench, describe} from "vitest";
import {type BatchSpec, simulateBatches, simulateBatchTotals, simulateQueueMoments} from "../../lib/index.js";

const requests = 1_000_000;
const options = {time: 1500, warmupTime: 300};

/** t(b) = 0.9 + 0.1 b at 80 % of what full batches carry. */
const spec = (maxBatch: number, change: Partial<BatchSpec> = {}): BatchSpec => ({
  arrivals: {kind: "poisson", rate: ((change.servers ?? 1) * 0.8 * maxBatch) / (0.9 + 0.1 * maxBatch)},
  service: {
    curve: [
      {batch: 1, time: 1},
      {batch: 11, time: 2}
    ]
  },
  maxBatch,
  requests,
  seed: 1,
  ...change
});

describe("a million requests, totals and quantiles", () => {
  bench(
    "the queue simulator, M/D/1",
    () => {
      simulateQueueMoments({
        arrivals: {kind: "poisson", rate: 0.8},
        service: {kind: "deterministic", mean: 1},
        customers: requests,
        seed: 1
      });
    },
    options
  );

  const cases: [string, BatchSpec][] = [
    ["batches of 1", spec(1)],
    ["greedy batches of up to 4", spec(4)],
    ["greedy batches of up to 16", spec(16)],
    ["greedy batches of up to 128", spec(128)],
    ["batches of up to 16, a window of 2", spec(16, {window: 2})],
    [
      "full batches of 16, twelve queues at random",
      spec(16, {window: Infinity, servers: 12, queue: "each", assignment: "random"})
    ],
    ["greedy batches of up to 16 on four servers", spec(16, {servers: 4})],
    ["no buffer, batches of 1", spec(1, {bufferPlaces: 0})]
  ];
  for (const [name, one] of cases)
    bench(
      name,
      () => {
        simulateBatchTotals(one);
      },
      options
    );

  bench(
    "records of greedy batches of up to 16",
    () => {
      simulateBatches(spec(16));
    },
    options
  );
});
