/** The seesaw's readouts: what the run shows beside the two numbers, with its uncertainty. */
import {html} from "htl";
import {formatDuration, formatNumber, formatPercent} from "../lib/format.js";
import type {LiveRun} from "../lib/lessons/batchingJobs.js";
import {latencyName} from "../lib/lessons/batchingScenario.js";
import type {Track} from "../lib/tables/track.js";

const EXACT = 1e-9;

/** One line of numbers, each with its name; ± where there is an interval. */
export function seesawReadouts({batching: mission}: Track, {measure, controls, done}: LiveRun): HTMLElement {
  const {totals, throughput, latency, firstPart, misses} = measure;
  // Below a billionth it is rounding: traffic that repeats itself leaves nothing uncertain.
  const within = (value: number, halfWidth: number, show: (value: number) => string) =>
    Number.isFinite(value) && halfWidth > EXACT * value ? `± ${show(halfWidth)}` : "";
  const time = (seconds: number) => (Number.isFinite(seconds) ? formatDuration(seconds) : "∞");
  const short = (seconds: number) => formatDuration(seconds, 2);
  const items: readonly (readonly [name: string, value: string, small: string])[] = [
    [
      "throughput",
      formatNumber(throughput.mean),
      `/s ${within(throughput.mean, throughput.halfWidth, (x) => formatNumber(x, 1))}`
    ],
    [latencyName(mission), time(latency.value), within(latency.value, latency.halfWidth, short)],
    [
      "mean",
      time(totals.meanSojourn.mean),
      within(totals.meanSojourn.mean, totals.meanSojourn.halfWidth, short)
    ],
    ...(firstPart === null ? [] : ([["first token, mean", time(firstPart), ""]] as const)),
    ["late or lost", formatPercent(misses), mission.vsync === null ? "of all" : "miss the next refresh"],
    ["mean batch", formatNumber(totals.meanBatch.mean), `of at most ${controls.batch}`],
    [
      "machine at work",
      formatPercent(totals.busyFraction.mean),
      `of the time, ${formatPercent(mission.machineShare.value)} are yours`
    ],
    ...(totals.lossFraction.mean > 0
      ? ([["lost", formatPercent(totals.lossFraction.mean), "found no place"]] as const)
      : [])
  ];
  return html`<div class="readouts compact">${items.map(
    ([name, value, small]) =>
      html`<div class="readout">${name}<span class="value">${value} <small>${small}</small></span></div>`
  )}<p class="progressline">${formatNumber(totals.served)} requests simulated${done ? "" : ", refining …"}</p></div>`;
}
