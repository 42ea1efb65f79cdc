/**
 * How long a million customers take: `npx vitest bench --config test/vitest.config.ts --project unit`. Not part of the
 * tests: times say something only beside other times of the same machine and hour.
 */
import {bench, describe} from "vitest";
import {
  exponentialFill,
  quantile,
  quantiles,
  queueMetrics,
  randomSource,
  simulateQueue,
  simulateQueueMoments
} from "../../lib/index.js";

const customers = 1_000_000;
const options = {time: 1500, warmupTime: 300};
const queue = (servers: number, capacity = Infinity) =>
  ({
    arrivals: {kind: "poisson", rate: 0.8 * servers},
    service: {kind: "exponential", mean: 1},
    servers,
    capacity,
    customers,
    seed: 1
  }) as const;

describe("a million M/M/1 customers", () => {
  bench(
    "mean and exact p99 of the sojourn",
    () => {
      const metrics = queueMetrics(simulateQueue(queue(1)));
      if (!(metrics.sojournQuantile(0.99) > metrics.meanSojourn.mean)) throw new Error("unlikely");
    },
    options
  );

  bench(
    "records only",
    () => {
      simulateQueue(queue(1));
    },
    options
  );

  bench(
    "without records",
    () => {
      simulateQueueMoments(queue(1));
    },
    options
  );
});

describe("a million customers elsewhere", () => {
  for (const [servers, capacity] of [
    [1, 10],
    [2, Infinity],
    [4, Infinity],
    [4, 10],
    [16, Infinity],
    [40, Infinity],
    [1000, Infinity]
  ] as const)
    bench(
      `M/M/${servers}${capacity === Infinity ? "" : `/${capacity}`}`,
      () => {
        simulateQueue(queue(servers, capacity));
      },
      options
    );
});

describe("parts", () => {
  const records = simulateQueue(queue(1));
  const sojourns = records.departure.map((time, i) => time - records.arrival[i]);
  const block = new Float64Array(2048);

  bench(
    "a million exponentials",
    () => {
      const fill = exponentialFill(randomSource(1, "x"));
      for (let i = 0; i < customers; i += block.length) fill(block, 1, 0, block.length);
    },
    options
  );

  bench(
    "metrics of a million records",
    () => {
      queueMetrics(records);
    },
    options
  );

  bench(
    "p99 of a million sojourns",
    () => {
      quantile(sojourns, 0.99);
    },
    options
  );

  bench(
    "four quantiles of a million sojourns",
    () => {
      quantiles(sojourns, [0.5, 0.9, 0.99, 0.999]);
    },
    options
  );
});
