/** Random engines and workloads, small enough to run out of everything: places, budget, blocks. */
import fc from "fast-check";
import {
  KV_LEVEL_IDS,
  POLICY_IDS,
  type SchedulerSpec,
  type ServingScenario,
  servingScenario
} from "../../lib/serving/servingScenario.js";
import type {RequestColumns, ServingWorkloadSpec} from "../../lib/serving/servingWorkload.js";
import {handMadeIteration, handMadeIterations} from "./handMadeIteration.js";
import type {OracleScenario} from "./servingOracle.js";

const positive = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({min: least, max: most, noNaN: true});

const schedulers: fc.Arbitrary<SchedulerSpec> = fc
  .record({
    policy: fc.constantFrom(...POLICY_IDS),
    maxNumSeqs: fc.integer({min: 1, max: 12}),
    spareTokens: fc.integer({min: 0, max: 60}),
    maxModelLength: fc.integer({min: 20, max: 90}),
    longPrefillThreshold: fc.oneof(fc.constant(Infinity), fc.integer({min: 1, max: 25})),
    reserveFullPrompt: fc.boolean(),
    watermark: fc.oneof(fc.constant(0), positive(0, 0.3)),
    asyncScheduling: fc.boolean(),
    batchWindow: fc.oneof(fc.constant(0), positive(0, 0.5)),
    padded: fc.boolean()
  })
  .map(({spareTokens, ...rest}) => ({...rest, maxBatchedTokens: rest.maxNumSeqs + spareTokens}));

const requests = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), positive(0, 0.4)),
    promptTokens: fc.integer({min: 1, max: 45}),
    outputTokens: fc.integer({min: 1, max: 40}),
    prefixGroup: fc.integer({min: -1, max: 2}),
    prefixTokens: fc.integer({min: 0, max: 30})
  }),
  {minLength: 1, maxLength: 30}
);

const workloads: fc.Arbitrary<ServingWorkloadSpec> = fc.oneof(
  requests.map((list) => {
    let arrival = 0;
    return {
      kind: "list" as const,
      requests: list.map(({gap, ...lengths}) => {
        arrival += gap;
        return {arrival, ...lengths};
      })
    };
  }),
  fc
    .record({
      clients: fc.integer({min: 1, max: 8}),
      stagger: fc.oneof(fc.constant(0), positive(0, 0.7)),
      list: requests
    })
    .map(({clients, stagger, list}) => ({
      kind: "closed" as const,
      clients,
      stagger,
      requests: list.length,
      lengths: {
        kind: "given" as const,
        promptTokens: list.map(({promptTokens}) => promptTokens),
        outputTokens: list.map(({outputTokens}) => outputTokens)
      }
    }))
);

/** Scenarios of hand-made machines. */
export const servingScenarios: fc.Arbitrary<ServingScenario> = fc
  .record({
    machine: handMadeIterations,
    scheduler: schedulers,
    level: fc.constantFrom(...KV_LEVEL_IDS),
    blockSize: fc.integer({min: 1, max: 9}),
    tokens: fc.integer({min: 20, max: 400}),
    workload: workloads
  })
  .map(({machine, scheduler, level, blockSize, tokens, workload}) =>
    servingScenario({
      iteration: handMadeIteration(machine),
      scheduler,
      kv: {level, blockSize, blocks: Math.ceil(tokens / blockSize) + 1},
      workload,
      seed: 1
    })
  );

/** The same for the oracle. */
export function oracleScenario(scenario: ServingScenario, columns: RequestColumns): OracleScenario {
  const {iteration, scheduler, kv} = scenario;
  return {
    iteration,
    scheduler,
    level: kv.level,
    blocks: kv.blocks,
    blockSize: kv.blockSize,
    requests: Array.from({length: columns.count}, (_, i) => ({
      arrival: columns.arrival[i],
      promptTokens: columns.promptTokens[i],
      outputTokens: columns.outputTokens[i],
      prefixGroup: columns.prefixGroup[i],
      prefixTokens: columns.prefixTokens[i]
    })),
    clients: columns.clients,
    stagger: columns.stagger
  };
}
