/** A replay in lines of text: the server as it was understood, and simulation beside measurement. */
import {formatBytes, formatDuration, formatNumber, formatPercent} from "../format.js";
import type {ReplayFigures, ReplayLatency, ReplayResult} from "./replay.js";

type Row = readonly [label: string, simulated: string, measured: string, error: string];

/** The report of a replay. */
export function replayReport({
  scenario,
  clock,
  requests,
  records,
  simulated,
  measured,
  errors
}: ReplayResult): string {
  const {hardware, scheduler, kv, budget, workload} = scenario;
  const rows: Row[] = [];
  const add = (
    label: string,
    of: (figures: ReplayFigures) => number,
    format: (value: number) => string = formatNumber
  ): void => {
    rows.push([label, known(of(simulated), format), known(of(measured), format), signed(of(errors))]);
  };
  for (const [name, key] of LATENCIES)
    for (const quantile of QUANTILES)
      add(
        `${name} ${quantile}`,
        (figures) => figures[key][quantile],
        (value) => formatDuration(value, 4)
      );
  add(
    "makespan",
    ({makespan}) => makespan,
    (value) => formatDuration(value, 4)
  );
  add("requests per second", ({throughput}) => throughput);
  add(
    "answer tokens per second",
    ({outputTokenRate}) => outputTokenRate,
    (value) => formatNumber(value, 4)
  );
  add("peak running", ({peakRunning}) => peakRunning);
  add("peak waiting", ({peakWaiting}) => peakWaiting);
  add("preemptions", ({preemptions}) => preemptions);

  const loop = workload.kind === "closed" ? `closed loop of ${workload.clients}` : "at the given times";
  const pool = kv.derivation === "given" ? "given" : `from ${formatBytes(budget?.kvBytes ?? 0, 4)} a device`;
  const lines = [
    `${hardware?.model.name}, ${hardware?.weightPrecision} weights, ${hardware?.kvPrecision} KV, on ${hardware?.tensorParallel} x ${hardware?.device.name}; ${hardware?.engine?.name}`,
    `${scheduler.policy}: at most ${formatNumber(scheduler.maxNumSeqs)} requests and ${formatNumber(scheduler.maxBatchedTokens)} tokens an iteration, ${formatNumber(scheduler.maxModelLength)} tokens a request`,
    `KV ${kv.level}: ${formatNumber(kv.blocks)} blocks of ${kv.blockSize} tokens for requests and one of the server's own (${pool})`,
    `${formatNumber(requests.length)} requests, ${loop}; latencies by the ${clock}'s clock`
  ];
  if (budget && kv.blocks === 0)
    lines.push(
      `nothing fits: ${budget.rows.map(({what, bytes}) => `${what} ${formatBytes(bytes)}`).join(", ")}`
    );
  const {rejected} = records.totals;
  if (rejected > 0)
    lines.push(
      `${formatNumber(rejected)} turned away: longer than the model or the KV memory takes; not in the figures`
    );
  return [...lines, "", ...table([["", "simulated", "measured", "error"], ...rows])].join("\n");
}

const QUANTILES = ["mean", "p50", "p90", "p99"] as const satisfies readonly (keyof ReplayLatency)[];
const LATENCIES = [
  ["TTFT", "ttft"],
  ["TPOT", "tpot"],
  ["end to end", "endToEnd"]
] as const;

function known(value: number, format: (value: number) => string): string {
  return Number.isNaN(value) ? "" : format(value);
}

function signed(error: number): string {
  if (!Number.isFinite(error)) return "";
  return `${error >= 0 ? "+" : ""}${formatPercent(error, 3)}`;
}

/** Columns of equal width, the first flush left. */
function table(rows: readonly Row[]): string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map(([label, ...cells]) =>
    [label.padEnd(widths[0]!), ...cells.map((cell, i) => cell.padStart(widths[i + 1]!))].join("  ").trimEnd()
  );
}
