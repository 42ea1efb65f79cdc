/** Part 2's bench: the panels, and how a run, its curves, its contrast and a round of deployments fill them. */
import {formatNumber} from "../lib/format.js";
import type {ContrastSide, Curves, LiveRun} from "../lib/lessons/batchingJobs.js";
import {holds} from "../lib/lessons/batchingMeasure.js";
import type {Round} from "../lib/lessons/batchingRound.js";
import type {BatchingControls} from "../lib/lessons/batchingScenario.js";
import {latencyName, windowName} from "../lib/lessons/batchingScenario.js";
import type {Track} from "../lib/tables/track.js";
import {seesawReadouts} from "./batchingReadouts.js";
import {contrastPair, contrastSentence, contrastTable} from "./contrastPair.js";
import {hundredDots, hundredDotsSentence, hundredDotsTable} from "./hundredDots.js";
import {type Instrument, instrument} from "./instrument.js";
import {type KneePlotData, kneePlot, kneePlotSentence, kneePlotTable} from "./kneePlot.js";
import {queueDepth, queueDepthSentence, queueDepthTable} from "./queueDepth.js";
import {queuingWaterfall, queuingWaterfallSentence, queuingWaterfallTable} from "./queuingWaterfall.js";
import {type SeesawData, seesaw, seesawSentence, seesawTable, seesawTilt} from "./seesaw.js";
import {barSkeleton, curveSkeleton, dotSkeleton, sawtoothSkeleton, seesawSkeleton} from "./skeletons.js";

export interface BatchingPanels {
  readonly seesaw: Instrument;
  readonly knee: Instrument;
  readonly waterfall: Instrument;
  readonly dots: Instrument;
  readonly depth: Instrument;
  readonly contrast: Instrument;
}

/** The panels; locked ones describe themselves. `links` are those at the foot of the first. */
export function batchingPanels(
  {batching: mission}: Track,
  {locked, links = []}: {readonly locked: boolean; readonly links?: readonly Element[]}
): BatchingPanels {
  const name = latencyName(mission);
  const {many} = mission.request;
  return {
    seesaw: instrument({
      plate: ["2A", "Throughput–latency seesaw"],
      description: `Throughput against its target on one seat, the limit against the ${name} on the other. It tips to the heavier side, and is green only when both hold.`,
      locked,
      skeleton: seesawSkeleton,
      links
    }),
    knee: instrument({
      plate: ["2B", "Knee of the curve"],
      description: `The ${name} over throughput along the batch sizes, with target, limit and knee. Your deployments are drawn on it.`,
      locked,
      skeleton: curveSkeleton
    }),
    waterfall: instrument({
      plate: ["2D", "QueuingWaterfall"],
      description:
        "Where the time goes: waiting for the batch to fill, waiting for the machine, math, transfer.",
      locked,
      skeleton: barSkeleton
    }),
    dots: instrument({
      plate: ["2E", "A hundred requests"],
      description: `The latency of ${many}, a hundred of them, one mark each: mean, p95, p99, and who is late.`,
      locked,
      skeleton: dotSkeleton
    }),
    depth: instrument({
      plate: ["2F", "Queue depth"],
      description: `How many ${many} wait, for others or for the machine, and the batches that it works on, on one clock.`,
      locked,
      skeleton: sawtoothSkeleton
    }),
    contrast: instrument({
      plate: ["2G", "Contrast"],
      description:
        "The same traffic seed, smooth and at random, with your window and with none: side by side.",
      locked,
      skeleton: dotSkeleton
    })
  };
}

/** All panels of a bench, for what concerns them all. */
export function allPanels(panels: BatchingPanels): readonly Instrument[] {
  return Object.values(panels);
}

/** The seesaw's data from a run. */
export function seesawData({batching: mission}: Track, {measure}: LiveRun): SeesawData {
  return {
    throughput: measure.throughput.mean,
    throughputTarget: mission.throughputTarget.value,
    latency: measure.latency.value,
    latencyLimit: mission.latencyTarget.value,
    quantileName: latencyName(mission),
    lost: measure.totals.lossFraction.mean,
    lostAllowed: 1 - mission.quantile,
    throughputUnit: "per second of machine time"
  };
}

/** Shows a live run on the panels that are about one configuration; `from` is where the beam comes from. */
export function showRun(
  panels: BatchingPanels,
  track: Track,
  run: LiveRun,
  from: number | undefined
): number {
  const {batching: mission} = track;
  const {controls, measure, film} = run;
  const {totals} = measure;
  const seed = controls.seed;
  const balance = seesawData(track, run);
  panels.seesaw.show({
    sentence: seesawSentence(balance),
    draw: (width) => seesaw(balance, from === undefined ? {width} : {width, from}),
    below: [seesawReadouts(track, run)],
    table: () => seesawTable(balance),
    seed
  });
  const dots = {
    latencies: totals.hundred,
    lost: totals.lossFraction.mean,
    mean: totals.meanSojourn.mean,
    p95: totals.p95.value,
    p99: totals.p99.value,
    limit: mission.latencyTarget.value
  };
  panels.dots.show({
    sentence: hundredDotsSentence(dots),
    draw: (width) => hundredDots(dots, {width, room: 168}),
    table: () => hundredDotsTable(dots),
    seed
  });
  const options = {
    deadline: mission.latencyTarget.value,
    vsync: mission.vsync?.value ?? null,
    deadlineName: mission.vsync === null ? "limit" : "next refresh"
  };
  panels.waterfall.show({
    sentence: queuingWaterfallSentence(film.rows, options),
    draw: (width) => queuingWaterfall(film.rows, {width, ...options}),
    table: () => queuingWaterfallTable(film.rows),
    seed
  });
  const rate = totals.served / totals.time;
  const depth = {
    ...film.stretch,
    meanForming: totals.stable ? rate * totals.meanFormation.mean : Number.NaN,
    meanQueued: totals.stable ? rate * totals.meanQueueWait.mean : Number.NaN,
    requestName: mission.request.many,
    markedName: latencyName(mission)
  };
  panels.depth.show({
    sentence: queueDepthSentence(depth),
    draw: (width) => queueDepth(depth, {width}),
    table: () => queueDepthTable(depth),
    seed
  });
  return seesawTilt(balance);
}

/** The knee plot from the curves, the run of now and the round's deployments. */
export function showKnee(
  panel: Instrument,
  {batching: mission}: Track,
  {curves, run, round}: {readonly curves: Curves | null; readonly run: LiveRun | null; readonly round: Round}
): void {
  const others = [curves?.greedy, curves?.full].filter((curve) => curve != null);
  const data: KneePlotData = {
    curve: curves && {name: windowName(curves.own.window), points: curves.own.points},
    others: others
      .filter(({window}) => window !== curves?.own.window)
      .map(({window, points}) => ({name: windowName(window), points})),
    current: run && {
      batch: run.controls.batch,
      throughput: run.measure.throughput.mean,
      latency: run.measure.latency.value,
      halfWidth: run.measure.latency.halfWidth
    },
    knee: curves?.knee ?? null,
    attempts: round.deployments,
    throughputTarget: mission.throughputTarget.value,
    latencyLimit: mission.latencyTarget.value,
    quantileName: latencyName(mission),
    throughputUnit: "per second of machine time"
  };
  panel.show({
    sentence: kneePlotSentence(data),
    draw: (width) => kneePlot(data, {width}),
    table: () => kneePlotTable(data),
    seed: run?.controls.seed
  });
}

/** The contrast of smooth and random traffic, with and without the window. */
export function showContrast(
  panel: Instrument,
  {batching: mission}: Track,
  sides: readonly ContrastSide[],
  {seed}: BatchingControls
): void {
  const data = {
    sides: sides.map(({shape, window, measure}) => ({
      shape,
      window,
      latencies: measure.totals.hundred,
      mean: measure.totals.meanSojourn.mean,
      p95: measure.totals.p95.value,
      p99: measure.totals.p99.value,
      throughput: measure.throughput.mean,
      latency: measure.latency.value,
      lost: measure.totals.lossFraction.mean,
      holds: holds(mission, measure),
      limit: mission.latencyTarget.value
    })),
    throughputTarget: mission.throughputTarget.value,
    latencyName: latencyName(mission)
  };
  panel.show({
    sentence: contrastSentence(data),
    draw: (width) => contrastPair(data, {width}),
    table: () => contrastTable(data),
    seed
  });
}

/** How far the simulation of now has come, in words. */
export function progressWords({measure, done}: LiveRun): string {
  const {served} = measure.totals;
  return `${formatNumber(served)} requests simulated${done ? "" : ", more to come"}`;
}
