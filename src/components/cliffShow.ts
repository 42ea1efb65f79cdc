/** How an answer of Part 3's worker fills the instruments of its bench. */
import {formatDuration, formatNumber} from "../lib/format.js";
import type {CliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffBudget} from "../lib/lessons/cliffBudget.js";
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import type {CliffContrast, CliffLook} from "../lib/lessons/cliffJobs.js";
import type {CliffMeasured} from "../lib/lessons/cliffMeasured.js";
import type {Track} from "../lib/tables/track.js";
import {HOUR} from "../lib/units.js";
import {budgetChart, budgetSentence, budgetTable} from "./cliffBudget.js";
import {
  type CliffChartCurve,
  type CliffChartData,
  cliffChart,
  cliffChartSentence,
  cliffChartTable
} from "./cliffChart.js";
import {type ContrastData, contrastChart, contrastSentence, contrastTable} from "./cliffContrast.js";
import {measuredChart, measuredSentence, measuredTable} from "./cliffMeasuredChart.js";
import type {CliffPanels} from "./cliffPanels.js";
import type {Instrument} from "./instrument.js";
import {queuingWaterfall, queuingWaterfallSentence, queuingWaterfallTable} from "./queuingWaterfall.js";

/** Which of the sweep's traffic is nearest to that of the controls. */
function shapeOf({poisson, burstiness}: CliffControls): string {
  if (!poisson) return "deterministic";
  return burstiness > 1 ? "mmpp" : "poisson";
}

/** The cliff of the track's textbook queue, with the prediction in it. */
export function showCliff(
  panel: Instrument,
  {
    curves,
    answer,
    prediction,
    controls,
    look
  }: {
    readonly curves: readonly CliffChartCurve[];
    readonly answer: CliffAnswer;
    readonly prediction: number | null;
    readonly controls: CliffControls;
    readonly look: CliffLook | null;
  }
): void {
  const data: CliffChartData = {
    curves,
    asked: "poisson",
    now: shapeOf(controls),
    asks: answer.asks,
    prediction,
    truth: answer.number,
    utilization: answer.utilization,
    goal: answer.goal
  };
  panel.show({
    sentence: cliffChartSentence(data),
    draw: (width) => cliffChart(data, {width}),
    below: [beyondWords(answer, look)],
    table: () => cliffChartTable(data)
  });
}

const OVER = 0.05;

/** What there is beyond 100 %, in the rates of the machine on the bench. */
function beyondWords({asks, queue}: CliffAnswer, look: CliffLook | null): HTMLElement {
  const words = document.createElement("p");
  words.className = "note";
  const saturation = look?.results.saturation ?? 0;
  const growth = OVER * saturation;
  const here =
    saturation > 0 && asks === "tail"
      ? ` Your machine, asked for ${formatNumber(100 * (1 + OVER))}% of its ${formatNumber(saturation)} per second, would leave ${formatNumber(growth)} more standing every second, ${formatNumber(growth * HOUR)} after an hour.`
      : "";
  words.textContent =
    asks === "tail"
      ? `${queue}, mean service time 1; lines where theory is exact, dots with 95% bands where it is simulated. From 100% on no number would be true: the line grows by λ − cμ, which is what the wedge shows, in requests a service time.${here}`
      : `${queue}: without a line there is no edge to fall off, but what comes while the place is taken is lost: with random arrivals some of every load. Lines where theory is exact, dots with 95% bands where it is simulated.`;
  return words;
}

/** Waterfall and budget of a look. */
export function showLook(panels: CliffPanels, track: Track, {controls, results, waterfall}: CliffLook): void {
  const {machine, objectives} = track.cliff;
  const vsync = machine.vsync?.value ?? null;
  const limit = objectives.find(({metric}) => metric === "sojourn")?.limit.value ?? null;
  const options = {deadline: limit, vsync, deadlineName: vsync === null ? "deadline" : "next refresh"};
  const first =
    results.ttft && Number.isFinite(results.ttft.mean)
      ? ` The first token comes at the end of the prefill: ${formatDuration(results.ttft.mean)} after the arrival on average, ${formatDuration(results.ttft.p99)} for the slowest of a hundred.`
      : "";
  panels.waterfall.show({
    sentence: `${queuingWaterfallSentence(waterfall, options)}${first}`,
    draw: (width) => queuingWaterfall(waterfall, {width, ...options}),
    table: () => queuingWaterfallTable(waterfall),
    seed: controls.seed
  });
}

/** The budget needs no simulation: it is there as soon as a control moves. */
export function showBudget(panel: Instrument, track: Track, controls: CliffControls): void {
  const budget = cliffBudget(track.cliff, controls);
  panel.show({
    sentence: budgetSentence(budget, track.request.many),
    draw: (width) => budgetChart(budget, {width, many: track.request.many}),
    table: () => budgetTable(budget)
  });
}

/** The difference that the other policy makes. */
export function showContrast(
  panel: Instrument,
  track: Track,
  ownName: string,
  contrast: CliffContrast
): void {
  const data: ContrastData = {
    ownName,
    otherName: contrast.slots.name,
    what: contrast.results.ttft ? "time to first token" : "time to the answer",
    many: track.request.many,
    own: contrast.own,
    other: contrast.other
  };
  panel.show({
    sentence: contrastSentence(data),
    draw: (width) => contrastChart(data, {width}),
    table: () => contrastTable(data),
    seed: contrast.controls.seed
  });
}

export function showMeasured(panel: Instrument, measured: CliffMeasured): void {
  panel.show({
    sentence: measuredSentence(measured),
    draw: (width) => measuredChart(measured, {width}),
    table: () => measuredTable(measured)
  });
}
