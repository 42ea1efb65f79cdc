/** Cloud Titan over the cliff: request-level batches that reserve the longest context, and the CFO who wants zero lag. */
import {MILLISECOND} from "../../units.js";
import {assumption, type Fact, spec} from "../fact.js";
import type {CliffMission} from "../track.js";

export function cloudCliff({gpus, memoryShare}: {readonly gpus: number; readonly memoryShare: Fact}) {
  return {
    machine: {
      kind: "engine",
      gpu: "h100-sxm",
      model: "llama-3-70b",
      tensorParallel: gpus,
      workload: "azureConversation",
      cache: "kept",
      pool: "worst",
      policy: "dynamic",
      weightPrecision: "fp8",
      kvPrecision: "bf16",
      maxModelLength: assumption(
        16_384,
        "the longest prompt and answer that the product promises: the Azure trace has prompts beyond the 8,192 tokens of Part 1, so the context is extended to twice that",
        "2026",
        "tokens"
      ),
      memoryUtilization: memoryShare,
      maxSequences: spec(256, "vLLM's default max_num_seqs", "2024", "requests"),
      blockSize: spec(16, "vLLM's default block_size", "2024", "tokens"),
      window: assumption(0, "a batch leaves as soon as the last one is done", "2026"),
      sharedPrefix: assumption(512, "a system prompt that every conversation begins with", "2026", "tokens"),
      place: {one: "slot", many: "slots"},
      device: {one: "replica", many: "replicas"},
      memoryName: "KV cache",
      transferTime: assumption(25 * MILLISECOND, "half of a 50 ms round trip across a continent", "2026"),
      vsync: null,
      words: {full: "prefill", light: "decode", padding: "held by the batch"},
      step: "iteration",
      shown: 60,
      deployed: 3600
    },
    arrivalRate: assumption(0.6, "where reserving 16k tokens a request already breaks the replica", "2026"),
    arrivalRange: {min: 0.1, max: 8, step: 0.05, unit: ["per second", 1]},
    utilizationTarget: assumption(0.8, "the part's design goal", "2026"),
    throughputTarget: assumption(3, "the mission: requests per second and replica", "2026"),
    objectives: [
      {
        metric: "ttft",
        quantile: 0.99,
        limit: assumption(1, "the mission: first token within a second", "2026")
      },
      {
        metric: "tpot",
        quantile: 0.99,
        limit: assumption(50 * MILLISECOND, "the mission: 20 tokens a second", "2026")
      }
    ],
    controls: {
      state: "KV-cache optimization level",
      pool: "PagedAttention level",
      policy: "Batching policy",
      precision: "Precision"
    },
    stateLevels: [
      {id: "none", name: "No cache", what: "every token recomputes the whole prefix", set: {cache: "none"}},
      {
        id: "kv",
        name: "KV cache",
        what: "keys and values of the prefix are kept",
        set: {cache: "kept"}
      },
      {
        id: "prefix",
        name: "KV cache, shared prefix",
        what: "requests with the same beginning share its blocks",
        set: {cache: "shared"},
        needs: {control: "pool", ids: ["paged"]}
      }
    ],
    poolLevels: [
      {
        id: "worst",
        name: "Contiguous, worst case",
        what: "the longest context is reserved for each request",
        set: {pool: "worst"},
        needs: {control: "state", ids: ["kv"]}
      },
      {
        id: "power",
        name: "Contiguous, next power of two",
        what: "a piece for the prompt, rounded up to a power of two; it doubles when the answer outgrows it",
        set: {pool: "power"},
        needs: {control: "state", ids: ["kv"]}
      },
      {
        id: "paged",
        name: "Paged",
        what: "blocks of a few tokens, taken as they are needed",
        set: {pool: "paged"},
        needs: {control: "state", ids: ["kv", "prefix"]}
      }
    ],
    policyLevels: [
      {
        id: "static",
        name: "Static batches",
        what: "padded to the longest; nobody enters until all have left",
        set: {policy: "static"}
      },
      {
        id: "dynamic",
        name: "Dynamic batches",
        what: "whoever waits forms the next batch; it runs until its last answer is done",
        set: {policy: "dynamic"}
      },
      {
        id: "continuous",
        name: "Continuous",
        what: "requests enter and leave at every iteration; a prompt is computed in one go",
        set: {policy: "continuous"}
      },
      {
        id: "continuous-chunked",
        name: "Continuous, chunked prefill",
        what: "one token budget an iteration: those who decode first, prompts in chunks",
        set: {policy: "continuous-chunked"}
      }
    ],
    precisionLevels: [
      {
        id: "fp8-bf16",
        name: "FP8 weights, BF16 cache",
        what: "one byte a weight, two bytes a cached number",
        set: {weightPrecision: "fp8", kvPrecision: "bf16"}
      },
      {
        id: "fp8-fp8",
        name: "FP8 weights, FP8 cache",
        what: "one byte each: twice the tokens in memory",
        set: {weightPrecision: "fp8", kvPrecision: "fp8"}
      },
      {
        id: "bf16-bf16",
        name: "BF16 weights, BF16 cache",
        what: "two bytes each",
        set: {weightPrecision: "bf16", kvPrecision: "bf16"}
      }
    ],
    contrast: "policy",
    budget: {
      range: {min: 256, max: 8192, step: 256, unit: ["tokens", 1], snap: true},
      start: 2048,
      needs: ["continuous-chunked"]
    },
    start: {state: "kv", pool: "worst", policy: "dynamic", precision: "fp8-bf16"},
    startTraffic: {poisson: true, burstiness: 1},
    burstinessRange: {min: 1, max: 4, step: 0.1, unit: ["CV", 1]},
    lockQueue: "M/M/1",
    lockUtilization: assumption(0.95, "what looks like a thrifty target", "2026"),
    stakeholder: {
      role: "CFO",
      demand: "zero lag on half of the GPUs",
      limit: assumption(1, "first token within a second at the p99", "2026"),
      demands: [
        {
          id: "ttft",
          who: "CFO",
          metric: "ttft",
          quantile: 0.99,
          limit: assumption(1, "the mission: first token within a second", "2026"),
          sense: "atMost",
          check: "99 of 100 users see the first token within a second."
        },
        {
          id: "tpot",
          who: "CFO",
          metric: "tpot",
          quantile: 0.99,
          limit: assumption(50 * MILLISECOND, "the mission: 20 tokens a second", "2026"),
          sense: "atMost",
          check: "99 of 100 answers then flow at twenty tokens a second or faster."
        },
        {
          id: "throughput",
          who: "budget",
          metric: "throughput",
          limit: assumption(3, "the mission: requests per second and replica", "2026"),
          sense: "atLeast",
          check: "Every replica takes three requests a second, so that half of the GPUs are enough."
        }
      ],
      traffic: {poisson: true, burstiness: 1},
      wayOut: {
        state: "kv",
        pool: "paged",
        policy: "continuous-chunked",
        precision: "fp8-bf16",
        arrivalRate: 3,
        cost: "Each answer flows more slowly than on an empty replica: that is what the others’ prompts and their company in the batch cost."
      }
    },
    seed: 4177
  } as const satisfies CliffMission;
}
