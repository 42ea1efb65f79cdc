/** Part 3's bench: its instruments, and how an answer of the worker fills them. */
import {formatDuration, formatNumber} from "../lib/format.js";
import type {CliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffBudget} from "../lib/lessons/cliffBudget.js";
import type {LoggedDeployment} from "../lib/lessons/cliffChallenge.js";
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import {
  type CliffContrast,
  type CliffLook,
  drawnDemands,
  type MachineCliff,
  pointOf
} from "../lib/lessons/cliffJobs.js";
import type {CliffMeasured} from "../lib/lessons/cliffMeasured.js";
import type {Track} from "../lib/tables/track.js";
import {HOUR} from "../lib/units.js";
import {budgetChart, budgetSentence, budgetTable} from "./cliffBudget.js";
import {type BusyData, busyChart, busySentence, busyTable} from "./cliffBusy.js";
import {
  type CliffChartCurve,
  type CliffChartData,
  cliffChart,
  cliffChartSentence,
  cliffChartTable
} from "./cliffChart.js";
import {type ContrastData, contrastChart, contrastSentence, contrastTable} from "./cliffContrast.js";
import {
  type MachineCliffData,
  machineCliffChart,
  machineCliffSentence,
  machineCliffTable
} from "./cliffMachineChart.js";
import {measuredChart, measuredSentence, measuredTable} from "./cliffMeasuredChart.js";
import {cliffSkeleton, rackSkeleton} from "./cliffSkeletons.js";
import {type Instrument, instrument} from "./instrument.js";
import {queuingWaterfall, queuingWaterfallSentence, queuingWaterfallTable} from "./queuingWaterfall.js";
import {barSkeleton, curveSkeleton} from "./skeletons.js";

export interface CliffPanels {
  readonly cliff: Instrument;
  readonly machine: Instrument;
  readonly busy: Instrument;
  readonly bubbles: Instrument;
  readonly waterfall: Instrument;
  readonly budget: Instrument;
  readonly contrast: Instrument;
  readonly measured: Instrument;
}

/** The panels; locked ones describe themselves. */
export function cliffPanels(
  {request, cliff}: Track,
  {locked, links = []}: {readonly locked: boolean; readonly links?: readonly Element[]}
): CliffPanels {
  const {many} = request;
  const panel = (
    number: string,
    name: string,
    description: string,
    skeleton: (width: number) => Element,
    more: readonly Element[] = []
  ) => instrument({plate: [number, name], description, locked, skeleton, links: more});
  return {
    cliff: panel(
      "3A",
      "The utilization cliff",
      "Time in the system over utilization, for traffic by the clock, at random and in bursts. Your prediction stands in it.",
      cliffSkeleton
    ),
    machine: panel(
      "3B",
      "Your machine’s cliff",
      "Each of the stakeholder’s demands over the arrival rate, for the configuration of the controls: where it holds, where it breaks, where the machine is full.",
      curveSkeleton,
      links
    ),
    busy: panel(
      "3C",
      "Busy is not full",
      "What a monitoring tool prints, the busy fraction, beside what the machine could carry.",
      curveSkeleton
    ),
    bubbles: panel(
      "3D",
      "Bubbles and memory",
      `Which slot works for which of the ${many} when, under two policies, and who holds the ${cliff.machine.memoryName}. Iteration by iteration.`,
      rackSkeleton
    ),
    waterfall: panel(
      "3E",
      "QueuingWaterfall",
      "Where the time goes, for the mean, the median, p90, p99 and the worst.",
      barSkeleton
    ),
    budget: panel(
      "3F",
      "Where the memory goes",
      `From what the ${cliff.machine.device.one} has to what is left for ${many}, row by row, each with its source.`,
      barSkeleton
    ),
    contrast: panel(
      "3G",
      "The same arrivals, another choice",
      `What another ${cliff.controls[cliff.contrast].toLowerCase()} makes of each of the ${many}, sorted from gain to loss.`,
      curveSkeleton
    ),
    measured: panel(
      "3H",
      "What the real machine did",
      "Public measurements beside what the model says of the same case, with their sources.",
      curveSkeleton
    )
  };
}

export function allCliffPanels(panels: CliffPanels): readonly Instrument[] {
  return Object.values(panels);
}

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
      ? `${queue}, mean service time 1; lines where theory is exact, dots with 95% bands where it is simulated. From 100% on no number would be true: the line grows by λ − cμ.${here}`
      : `${queue}: without a line there is no edge to fall off, and no load without loss. Lines where theory is exact, dots with 95% bands where it is simulated.`;
  return words;
}

/** The machine's own cliff and its busy fraction, as far as both are computed. */
export function showMachine(
  panels: CliffPanels,
  track: Track,
  {
    controls,
    machine,
    look,
    deployments
  }: {
    readonly controls: CliffControls;
    readonly machine: MachineCliff | null;
    readonly look: CliffLook | null;
    readonly deployments: readonly LoggedDeployment[];
  }
): void {
  const mission = track.cliff;
  const demands = drawnDemands(mission);
  const indices = demands.map((demand) => mission.stakeholder.demands.indexOf(demand));
  const now = look ? pointOf(mission, look.controls.arrivalRate, look.results) : null;
  const saturation = look?.results.saturation ?? 0;
  const data: MachineCliffData = {
    demands,
    points: machine?.points ?? [],
    now,
    deployments: deployments.map(({arrivalRate, values, met, number}) => ({
      arrivalRate,
      values: indices.map((i) => values[i] ?? NaN),
      met,
      label: String(number)
    })),
    saturation,
    target: mission.throughputTarget.value,
    goal: mission.utilizationTarget.value,
    most: mission.arrivalRange.max,
    done: machine?.done ?? false
  };
  panels.machine.show({
    sentence: look ? machineCliffSentence(data) : "The simulation is running.",
    draw: (width) => machineCliffChart(data, {width}),
    below: [growthWords(look), foundWords(look)],
    table: () => machineCliffTable(data),
    seed: controls.seed
  });
  const busy: BusyData = {
    points: data.points,
    now,
    arrivalRate: look?.controls.arrivalRate ?? controls.arrivalRate,
    saturation,
    goal: data.goal,
    device: mission.machine.device.one
  };
  panels.busy.show({
    sentence: busySentence(busy),
    draw: (width) => busyChart(busy, {width}),
    table: () => busyTable(busy),
    seed: controls.seed
  });
}

function growthWords(look: CliffLook | null): HTMLElement | null {
  if (!look) return null;
  const {growth, saturation, utilization, lossFraction} = look.results;
  const words = document.createElement("p");
  words.className = "failure";
  if (saturation === 0)
    words.textContent = "It does not fit. No request is ever served; every one is turned away.";
  else if (growth > 0 && utilization >= 1)
    words.textContent = `No steady state: the line grows by ${formatNumber(growth)} per second, ${formatNumber(growth * HOUR)} after an hour. A latency of such a run says when it was stopped, and nothing else.`;
  else if (lossFraction > 0)
    words.textContent = `${formatNumber(100 * lossFraction)} of 100 find no place and are lost.`;
  else return null;
  return words;
}

function foundWords(look: CliffLook | null): HTMLElement | null {
  if (!look) return null;
  const words = document.createElement("p");
  words.className = "note";
  const {offered, observed} = look.results;
  words.textContent = `${formatNumber(offered)} simulated in ${formatDuration(observed)}${look.share < 1 ? ", more to come" : ""}. Bands: 95%.`;
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
