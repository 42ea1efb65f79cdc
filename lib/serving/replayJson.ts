/** A replay as plain data: everything that the simulation says, request by request, and where its numbers came from. */
import type {ReplayFigures, ReplayLatency, ReplayResult} from "./replay.js";

/** The result for `JSON.stringify`, times in [s] and named so; what is not known becomes null. */
export function replayJson(result: ReplayResult): Record<string, unknown> {
  const {scenario, clock, requests, records, simulated, measured, errors} = result;
  const {hardware, scheduler, kv, budget} = scenario;
  const begins = clock === "client" ? records.arrival : records.noticed;
  const start = requests[0]!.arrival || 0;
  return {
    server: {
      device: hardware?.device.name,
      model: hardware?.model.name,
      tensorParallel: hardware?.tensorParallel,
      weightPrecision: hardware?.weightPrecision,
      kvPrecision: hardware?.kvPrecision,
      engine: hardware?.engine?.name
    },
    scheduler,
    kv: {
      level: kv.level,
      blockSize: kv.blockSize,
      // As a server's log counts them, its own block among them; and what requests can hold.
      blocks: kv.blocks + 1,
      usable_blocks: kv.blocks,
      usable_tokens: kv.blocks * kv.blockSize,
      derivation:
        kv.derivation === "given"
          ? "given; the server keeps one block for itself"
          : "memory of one rank, row by row, over the bytes of a block; the server keeps one block for itself",
      memory: budget?.rows.map(({what, bytes}) => ({what, bytes}))
    },
    clock,
    rejected: records.totals.rejected,
    iterations: records.totals.iterations,
    simulated: figures(simulated),
    measured: figures(measured),
    errors_percent: figures(errors, 100),
    requests: requests.map((request, i) => ({
      line: request.line,
      arrival_s: records.arrival[i] + start,
      input_tokens: request.promptTokens,
      output_tokens: records.outputTokens[i],
      scheduled_s: records.scheduled[i] + start,
      ttft_s: records.firstToken[i] - begins[i],
      tpot_s:
        records.outputTokens[i] > 1
          ? (records.finish[i] - records.firstToken[i]) / (records.outputTokens[i] - 1)
          : null,
      e2e_s: records.finish[i] - begins[i],
      preemptions: records.preemptions[i],
      measured_ttft_s: request.ttft,
      measured_tpot_s: request.tpot,
      measured_e2e_s: request.endToEnd
    }))
  };
}

function figures(from: ReplayFigures, scale = 1): Record<string, unknown> {
  const latency = ({mean, p50, p90, p99}: ReplayLatency) => ({
    mean: scale * mean,
    p50: scale * p50,
    p90: scale * p90,
    p99: scale * p99
  });
  return {
    ttft_s: latency(from.ttft),
    tpot_s: latency(from.tpot),
    e2e_s: latency(from.endToEnd),
    makespan_s: scale * from.makespan,
    requests_per_s: scale * from.throughput,
    output_tokens_per_s: scale * from.outputTokenRate,
    peak_running: scale * from.peakRunning,
    peak_waiting: scale * from.peakWaiting,
    preemptions: scale * from.preemptions
  };
}
