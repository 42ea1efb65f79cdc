import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {gpuDevices, llmModels} from "../../lib/index.js";
import {arrivalClock} from "../../lib/serving/arrivalClock.js";
import {replay} from "../../lib/serving/replay.js";
import {replayJson} from "../../lib/serving/replayJson.js";
import {replayReport} from "../../lib/serving/replayReport.js";
import {replayScenario} from "../../lib/serving/replayScenario.js";
import {requestTable} from "../../lib/serving/requestTable.js";
import {rowNamed} from "../../lib/serving/rowNamed.js";
import {inferenceEngines} from "../../lib/tables/inferenceEngines.js";

const scenario = {device: "H100 SXM", model: "meta-llama/Llama-3.1-8B", scheduler: {maxNumSeqs: 4}};

/** Forty requests, a few at a time, written as a table; with the latencies that the engine gives them if asked. */
function requests(latencies = false): string {
  const lines = Array.from({length: 40}, (_, i) => [(i * i) / 400, 100 + 37 * i, 5 + ((7 * i) % 50)]);
  const bare = ["arrival_s,input_tokens,output_tokens", ...lines.map((line) => line.join(","))].join("\n");
  if (!latencies) return bare;
  const {records} = replay(replayScenario(scenario), requestTable(bare));
  const rows = lines.map(([arrival, input, output], i) => {
    const ttft = records.firstToken[i] - records.arrival[i];
    const tpot = (records.finish[i] - records.firstToken[i]) / (output! - 1);
    return [tpot, output, ttft, arrival, records.finish[i] - records.arrival[i], input].join(",");
  });
  return ["tpot_s,output_tokens,ttft_s,arrival_s,e2e_s,input_tokens", ...rows].join("\r\n");
}

describe("a row is found by the names that people use", () => {
  test.each([
    ["H100 SXM", "h100-sxm"],
    ["NVIDIA H100 80GB HBM3", "h100-sxm"],
    ["h100_sxm", "h100-sxm"],
    ["H100", "h100-sxm"],
    ["NVIDIA A100-SXM4-80GB", "a100-sxm-80"],
    ["A100 PCIe 40GB", "a100-pcie-40"],
    ["NVIDIA GeForce RTX 4090", "rtx-4090"],
    ["RTXPRO6000", "rtx-pro-6000"],
    ["NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "rtx-pro-6000-workstation"],
    ["NVIDIA L40S", "l40s"],
    ["L4", "l4"],
    ["A10", "a10"],
    ["NVIDIA A10G", "a10g"],
    ["H200-141GB", "h200-sxm"],
    ["4090", "rtx-4090"]
  ])("device %s", (name, id) => {
    const {device} = replayScenario({...scenario, device: name}).hardware;
    expect(device).toBe(gpuDevices[id as keyof typeof gpuDevices]);
  });

  test.each([
    ["meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"],
    ["meta-llama/Meta-Llama-3-70B", "llama-3-70b"],
    ["Llama 3.1 70B", "llama-3.1-70b"],
    ["neuralmagic/Meta-Llama-3.1-70B-Instruct-FP8", "llama-3.1-70b"],
    ["Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b"],
    ["Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3-30b-a3b"],
    ["mistralai/Mistral-7B-Instruct-v0.3", "mistral-7b"],
    ["mistralai/Mixtral-8x22B-Instruct-v0.1", "mixtral-8x22b"],
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-14B", "qwen2.5-14b"],
    ["deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "llama-3.3-70b"],
    ["Qwen/QwQ-32B", "qwen2.5-32b"],
    ["Qwen/Qwen2-7B-Instruct", "qwen2.5-7b"],
    ["Qwen/Qwen2.5-Coder-32B-Instruct-AWQ", "qwen2.5-32b"],
    ["Qwen/Qwen3-Coder-30B-A3B-Instruct", "qwen3-30b-a3b"],
    ["lmsys/vicuna-13b-v1.5", "llama-2-13b"]
  ])("model %s", (name, id) => {
    const {model} = replayScenario({...scenario, model: name}).hardware;
    expect(model).toBe(llmModels[id as keyof typeof llmModels]);
  });

  test("and one that fits none, or several, is refused with those that there are", () => {
    expect(() => rowNamed("device", "L43", gpuDevices)).toThrow(/^invalid device: "L43" \(/);
    expect(() => rowNamed("model", "llama", llmModels)).toThrow(/it could be llama-2-7b, /);
    expect(() => rowNamed("device", "abacus", gpuDevices)).toThrow(/there are h100-sxm, /);
  });
});

describe("a server described in JSON", () => {
  test("takes vLLM's names, and keys beside the scheduler", () => {
    const known = replayScenario({
      name: "a server",
      device: "h100-sxm",
      model: "llama-3.1-8b",
      tensor_parallel_size: 2,
      kv_cache_dtype: "fp8_e4m3",
      max_num_seqs: 64,
      gpu_memory_utilization: 0.8,
      scheduler: {
        max_num_batched_tokens: 512,
        block_size: 32,
        num_gpu_blocks_override: 700,
        enable_prefix_caching: false,
        max_model_len: 4096,
        long_prefill_token_threshold: 0
      }
    });
    expect(known).toMatchObject({
      hardware: {tensorParallel: 2, weightPrecision: "bf16", kvPrecision: "fp8"},
      memoryUtilization: 0.8,
      scheduler: {policy: "continuous-chunked", maxNumSeqs: 64, maxBatchedTokens: 512, maxModelLength: 4096},
      kv: {level: "paged", blockSize: 32, blocks: 700}
    });
    expect(known.scheduler.longPrefillThreshold).toBeUndefined();
  });

  test("takes the weight precision from the model's name where nothing else is said", () => {
    const precision = (more: object) => replayScenario({...scenario, ...more}).hardware.weightPrecision;
    expect(precision({model: "RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8", dtype: "bfloat16"})).toBe("fp8");
    expect(precision({model: "Qwen/Qwen2.5-7B-Instruct-AWQ"})).toBe("int4");
    expect(precision({weightPrecision: "w8a8"})).toBe("int8");
    expect(precision({dtype: "float16"})).toBe("bf16");
  });

  test("follows the release of the engine", () => {
    const of = (engine: string) => replayScenario({...scenario, engine});
    expect(of("vLLM 0.19.0").hardware.engine?.name).toBe(inferenceEngines["vllm-async"].name);
    expect(of("0.11.2").hardware.engine?.name).toBe(inferenceEngines["vllm-v1"].name);
    expect(of("v0.14.0").hardware.engine?.name).toBe(inferenceEngines["vllm-async-0.14"].name);
    expect(of("0.16").scheduler.reserveFullPrompt).toBe(false);
    expect([of("0.20.1"), of("0.21.0")].map(({memoryUtilization}) => memoryUtilization)).toEqual([0.9, 0.92]);
    const first = of("0.6.3");
    expect(first.scheduler).toMatchObject({
      policy: "continuous-chunked",
      maxBatchedTokens: 2048,
      watermark: 0.01
    });
    expect(first.kv.level).toBe("paged");
    const short = replayScenario({...scenario, engine: "0.6.3", max_model_len: 8192});
    expect(short.scheduler).toMatchObject({policy: "continuous", maxBatchedTokens: 8192});
  });

  test("can give device and model by their columns", () => {
    const {hardware} = replayScenario({
      device: {
        name: "mine",
        deviceClass: "gddr",
        memory: 24e9,
        bandwidth: 1e12,
        peak: {bf16: 165e12},
        link: {kind: "pcie", bandwidth: 32e9},
        power: 450
      },
      model: {
        layers: 4,
        hidden: 256,
        heads: 4,
        kvHeads: 2,
        headDim: 64,
        intermediate: 1024,
        vocabulary: 1000,
        contextLimit: 2048
      }
    });
    expect(hardware.device.peak).toMatchObject({bf16: {value: 165e12}, fp8: null});
    expect(hardware.device.defaults.maxSequences.value).toBe(256);
    expect(hardware.model).toMatchObject({kvHeads: 2, tiedEmbeddings: false, experts: null});
    const config = replayScenario({
      device: "l4",
      model: {
        num_hidden_layers: 4,
        hidden_size: 256,
        num_attention_heads: 4,
        intermediate_size: 1024,
        vocab_size: 1000,
        max_position_embeddings: 2048
      }
    });
    expect(config.hardware.model).toMatchObject({layers: 4, kvHeads: 4, headDim: 64});
  });

  test.each<[unknown, RegExp]>([
    [[], /^invalid scenario: \[\] \(an object is needed\)$/],
    [{model: "llama-3-8b"}, /^invalid scenario.device: missing$/],
    [{...scenario, maxNumSeq: 3}, /^invalid scenario: unknown key maxNumSeq$/],
    [
      {...scenario, scheduler: {maxNumSeqs: "4"}},
      /^invalid scheduler.maxNumSeqs: "4" \(a number is needed\)$/
    ],
    [{...scenario, policy: "fifo"}, /^invalid policy: "fifo" \(static, /],
    [{...scenario, kvLevel: "disk"}, /^invalid kvLevel: "disk" \(none, /],
    [{...scenario, weightPrecision: "fp3"}, /^invalid weightPrecision: "fp3"/],
    [{...scenario, device: {memory: 1}}, /^invalid device.bandwidth: missing$/],
    [{...scenario, model: {layers: 3}}, /^invalid model.hidden: missing$/]
  ])("nonsense is refused: %j", (json, message) => {
    expect(() => replayScenario(json)).toThrow(message);
  });
});

describe("a table of requests", () => {
  test("has its columns in any order, quoted or not, with more beside them", () => {
    const rows = requestTable(
      '\uFEFFid,"output_tokens",Arrival_S,input_tokens\n"a,b",5,2.5,20\r\nc,6,1.5,30,\n\n'
    );
    expect(rows).toMatchObject([
      {arrival: 1.5, promptTokens: 30, outputTokens: 6, ttft: NaN, line: 3},
      {arrival: 2.5, promptTokens: 20, outputTokens: 5, line: 2}
    ]);
  });

  test("may be a trace with dates", () => {
    const [first, second] = requestTable(
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:17:04.0319600,3180,8\n"
    );
    expect(second!.arrival - first!.arrival).toBeCloseTo(0.052, 6);
    expect(second).toMatchObject({promptTokens: 3180, outputTokens: 8});
  });

  test.each([
    ["a,b\n1,2", 'invalid table: no column input_tokens in "a,b"'],
    ["input_tokens,output_tokens\n1", "invalid line 2: 1 cells for 2 columns"],
    ["input_tokens,output_tokens\n1,2\n1.5,2", 'invalid line 3 input_tokens: "1.5"'],
    ["input_tokens,output_tokens\n0,1", 'invalid line 2 input_tokens: "0"'],
    ["input_tokens,output_tokens\n1,-1", 'invalid line 2 output_tokens: "-1"'],
    ["input_tokens,output_tokens\n1,", 'invalid line 2 output_tokens: ""'],
    ["arrival_s,input_tokens,output_tokens\nsoon,1,1", 'invalid line 2 arrival_s: "soon"'],
    ["arrival_s,input_tokens,output_tokens\n,1,1", 'invalid line 2 arrival: ""'],
    ["input_tokens,output_tokens,ttft_s\n1,1,-3", 'invalid line 2 ttft_s: "-3"']
  ])("nonsense is refused: %j", (text, message) => {
    expect(() => requestTable(text)).toThrow(new RangeError(message));
  });

  test("counts an answer of no tokens as the one that ended it", () => {
    const rows = requestTable("arrival_s,input_tokens,output_tokens\n0,50,0\n1,50,1");
    expect(rows.map(({outputTokens}) => outputTokens)).toEqual([1, 1]);
    const {simulated} = replay(replayScenario(scenario), rows);
    expect(simulated.tpot.mean).toBeNaN();
    expect(simulated.ttft.mean).toBeGreaterThan(0);
  });

  test("shows by its gaps whose clock wrote it", () => {
    const table = (times: readonly number[]) =>
      requestTable(
        ["arrival_s,input_tokens,output_tokens,ttft_s", ...times.map((t) => `${t},9,9,1`)].join("\n")
      );
    const even = Array.from({length: 100}, (_, i) => i / 10);
    expect(arrivalClock(table(even))).toBe("client");
    expect(
      arrivalClock(
        table(even.map((t, i) => (i % 7 === 0 && i > 0 ? t - 0.1 + 8e-6 : t)).sort((a, b) => a - b))
      )
    ).toBe("scheduler");
    expect(arrivalClock(table(even.map(() => 0)))).toBe("client");
  });
});

describe("a replay", () => {
  test("does not depend on the order of the lines", () => {
    const [header, ...lines] = requests().split("\n");
    const played = (rows: readonly string[]) =>
      replayJson(replay(replayScenario(scenario), requestTable([header, ...rows].join("\n"))));
    const withoutLines = ({requests: rows, ...rest}: ReturnType<typeof replayJson>) => ({
      ...rest,
      requests: (rows as readonly object[]).map((row) => ({...row, line: 0}))
    });
    const expected = withoutLines(played(lines));
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, {minLength: lines.length}), (shuffled) => {
        expect(withoutLines(played(shuffled))).toEqual(expected);
      }),
      {numRuns: 20}
    );
  });

  test("turns away what the model's length does not hold, and says so", () => {
    const table = requestTable("arrival_s,input_tokens,output_tokens\n0,100,10\n1,200000,10\n2,100,10");
    const result = replay(replayScenario(scenario), table);
    expect(result.records.totals.rejected).toBe(1);
    expect(result.records.finish[1]).toBeNaN();
    expect(replayReport(result)).toMatch(/1 turned away/);
  });

  test("of the engine's own latencies shows no error", () => {
    const result = replay(replayScenario(scenario), requestTable(requests(true)));
    for (const key of ["ttft", "tpot", "endToEnd"] as const)
      for (const error of Object.values(result.errors[key])) expect(Math.abs(error)).toBeLessThan(1e-9);
    expect(Math.abs(result.errors.makespan)).toBeLessThan(1e-9);
    expect(Math.abs(result.errors.outputTokenRate)).toBeLessThan(1e-9);
    expect(result.simulated.peakRunning).toBe(4);
  });

  test("of a closed loop keeps as many in flight as there are clients, and needs no arrivals", () => {
    const table = requestTable(`input_tokens,output_tokens\n${"50,20\n".repeat(30)}`);
    const {records, simulated} = replay(replayScenario({...scenario, scheduler: {}}), table, {clients: 3});
    expect(simulated.peakRunning).toBe(3);
    const {arrival, finish} = records;
    for (let i = 3; i < 30; ++i) expect([...finish.subarray(0, i)]).toContain(arrival[i]);
    expect(() => replay(replayScenario(scenario), table)).toThrow("invalid table: no column arrival_s");
  });

  test("by the scheduler's clock leaves out what a request spends before it", () => {
    const table = requestTable(requests());
    const client = replay(replayScenario(scenario), table, {clock: "client"});
    const scheduler = replay(replayScenario(scenario), table, {clock: "scheduler"});
    expect(scheduler.simulated.ttft.p50).toBeLessThan(client.simulated.ttft.p50);
    const {noticed, arrival} = scheduler.records;
    for (let i = 0; i < arrival.length; ++i)
      expect(noticed[i]).toBeGreaterThanOrEqual(arrival[i] * (1 - 1e-12));
  });

  test("says of a model that does not fit that nothing fits", () => {
    const result = replay(replayScenario({device: "h100", model: "llama-3.1-70b"}), requestTable(requests()));
    expect(result.records.totals.rejected).toBe(40);
    expect(replayReport(result)).toContain("nothing fits");
  });

  test("as data holds every request, the blocks and where they came from", () => {
    const json = JSON.parse(
      JSON.stringify(
        replayJson(replay(replayScenario({...scenario, kvBlocks: 500}), requestTable(requests(true))))
      )
    );
    expect(json.kv).toMatchObject({
      blocks: 500,
      usable_blocks: 499,
      usable_tokens: 499 * 16,
      derivation: expect.stringContaining("given")
    });
    expect(json.requests).toHaveLength(40);
    expect(json.requests[3].ttft_s).toBeGreaterThan(0);
    expect(json.errors_percent.ttft_s).toHaveProperty("p99");
    expect(json.measured.peak_running).toBeNull();
  });
});

describe("the command", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "replay-"));
    writeFileSync(join(folder, "scenario.json"), JSON.stringify(scenario));
    writeFileSync(join(folder, "wrong.json"), '{"device": "abacus", "model": "llama-3-8b"}');
    writeFileSync(join(folder, "requests.csv"), requests(true));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  async function run(...args: readonly string[]): Promise<{code: number; stdout: string; stderr: string}> {
    const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, ".scripts/replay.ts"), ...args];
    try {
      const {stdout, stderr} = await promisify(execFile)(process.execPath, command, {
        cwd: root,
        env: {...process.env, INIT_CWD: folder}
      });
      return {code: 0, stdout, stderr};
    } catch (error) {
      const {code, stdout, stderr} = error as {code: number; stdout: string; stderr: string};
      return {code, stdout, stderr};
    }
  }

  test("prints simulation beside measurement", async () => {
    const {code, stdout} = await run("scenario.json", "requests.csv");
    expect(code).toBe(0);
    expect(stdout).toMatch(/TTFT p99 +\S+ \S+ +\S+ \S+ +\+0%/);
    expect(stdout).toMatch(/peak waiting/);
  });

  test("prints data for machines", async () => {
    const {stdout} = await run(
      "scenario.json",
      "requests.csv",
      "--json",
      "--closed-loop",
      "2",
      "--blocks",
      "900"
    );
    expect(JSON.parse(stdout)).toMatchObject({
      kv: {blocks: 900, usable_blocks: 899},
      simulated: {peak_running: 2}
    });
  });

  test.each([
    [["scenario.json"], "two files are needed"],
    [["wrong.json", "requests.csv"], 'wrong.json: invalid device: "abacus"'],
    [["scenario.json", "none.csv"], "none.csv: ENOENT"],
    [["scenario.json", "requests.csv", "--closed-loop", "many"], '--closed-loop needs a number, not "many"'],
    [["scenario.json", "requests.csv", "--closed-loop", "0"], "invalid clients: 0"],
    [["scenario.json", "requests.csv", "--clock", "sun"], "--clock is client or scheduler"]
  ])("refuses %j in plain words", async (args, message) => {
    const {code, stdout, stderr} = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

describe("the concurrency at which the cache runs out", () => {
  // The blocks less the server's own one, over those of a request whose last token is never stored.
  test.each([
    ["0.11.0", 1001, 160, 33],
    ["0.19.0", 1001, 160, 33],
    ["0.19.0", 1001, 160, 34],
    ["0.19.0", 777, 95, 50],
    ["0.11.0", 501, 1, 257]
  ])("vLLM %s, %i blocks, prompts of %i and answers of %i tokens", (vllm, blocks, input, output) => {
    const server = replayScenario({
      ...scenario,
      vllm,
      num_gpu_blocks: blocks,
      scheduler: {maxNumSeqs: 256, maxBatchedTokens: 65_536}
    });
    const table = requestTable(`input_tokens,output_tokens\n${`${input},${output}\n`.repeat(300)}`);
    const short = (clients: number): number => {
      const {preemptions, peakWaiting} = replay(server, table, {clients}).simulated;
      return preemptions + peakWaiting;
    };
    const most = Math.floor((blocks - 1) / Math.ceil((input + output - 1) / 16));
    expect(short(most)).toBe(0);
    expect(short(most + 1)).toBeGreaterThan(0);
  });
});
