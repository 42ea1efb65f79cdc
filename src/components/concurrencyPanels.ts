/** Part 1's bench: the four panels, and how a run and its film fill them. */

import {formatNumber} from "../lib/format.js";
import type {FilmFrame} from "../lib/lab/filmFrame.js";
import {copyOf} from "../lib/lessons/concurrencyLesson.js";
import {
  concurrencyWaterfall,
  flowExample,
  flowRequests,
  flowWindow
} from "../lib/lessons/concurrencyReadings.js";
import {type ConcurrencyRun, type Moment, peak} from "../lib/lessons/concurrencyRun.js";
import type {ConcurrencyControls} from "../lib/lessons/concurrencyScenario.js";
import type {Track} from "../lib/tables/track.js";
import {cumulativeFlow, cumulativeFlowSentence, cumulativeFlowTable} from "./cumulativeFlow.js";
import {type FilmData, filmSentence, filmTable, type RequestFilm, requestFilm} from "./film/requestFilm.js";
import {type Instrument, instrument} from "./instrument.js";
import {
  type GaugeData,
  littlesLawGauge,
  littlesLawGaugeSentence,
  littlesLawGaugeTable,
  littlesLawReadouts,
  overLimit
} from "./littlesLawGauge.js";
import {queuingWaterfall, queuingWaterfallSentence, queuingWaterfallTable} from "./queuingWaterfall.js";
import {barSkeleton, beltSkeleton, dialSkeleton, stairSkeleton} from "./skeletons.js";

export interface ConcurrencyPanels {
  readonly gauge: Instrument;
  readonly flow: Instrument;
  readonly film: Instrument;
  readonly waterfall: Instrument;
}

/** The four panels; locked ones describe themselves. `links` makes the links at the foot of the gauge. */
export function concurrencyPanels(
  {request}: Track,
  {locked, links = []}: {readonly locked: boolean; readonly links?: readonly Element[]}
): ConcurrencyPanels {
  const {many} = request;
  return {
    gauge: instrument({
      plate: ["1A", "Little’s Law Gauge"],
      description: `A dial of ${many} in the system, with the same scale in bytes. The needle shows how many are in it now; two arrows show the running average and λ × W; a fence shows where memory ends.`,
      locked,
      skeleton: dialSkeleton,
      links
    }),
    flow: instrument({
      plate: ["1B", "Cumulative flow"],
      description: `Two staircases on one clock: ${many} arrived, ${many} answered. Read the gap upwards, then sideways.`,
      locked,
      skeleton: stairSkeleton
    }),
    film: instrument({
      plate: ["1C", `Film of ${many}`],
      description: `A belt, a rack of places, a way out. Play, pause, step, scrub. The same seed gives the same film.`,
      locked,
      skeleton: beltSkeleton
    }),
    waterfall: instrument({
      plate: ["1D", "QueuingWaterfall"],
      description:
        "Where the time goes: waiting, math, transfer, for the mean, the median, p90, p99 and the worst.",
      locked,
      skeleton: barSkeleton
    })
  };
}

/** The film of a run, in its panel. It starts at the crowded moment: many readers never press play. */
export function concurrencyFilm(
  panel: Instrument,
  track: Track,
  run: ConcurrencyRun,
  seed: number
): RequestFilm {
  const film = requestFilm(filmData(track, run), {
    time: crowdedMoment(run),
    onFrame: (frame, playing) => showFilm(panel, film, frame, playing, track, seed)
  });
  return film;
}

/** What the film needs of a run. */
export function filmData({concurrency: mission, request}: Track, run: ConcurrencyRun): FilmData {
  const crowded = crowdedMoment(run);
  return {
    records: run.records,
    duration: run.duration,
    pace: mission.film.pace,
    places: run.places,
    bufferPlaces: mission.bufferPlaces,
    limit: run.limit,
    surge: {time: run.surgeAt, label: "the rate changes"},
    requestName: request.many,
    rackName:
      run.places === 1
        ? "one place"
        : `${formatNumber(run.places)} places${mission.memory.waitingHolds ? "" : ": all the memory there is"}`,
    stills: [run.surgeAt / 2, crowded, (crowded + run.duration) / 2, run.duration]
  };
}

function showFilm(
  panel: Instrument,
  film: RequestFilm | undefined,
  frame: FilmFrame,
  playing: boolean,
  {concurrency: mission}: Track,
  seed: number
): void {
  const duration = mission.film.duration;
  panel.say(filmSentence(frame, {playing, duration, bufferPlaces: mission.bufferPlaces}));
  if (film && !playing) panel.tabulate(() => filmTable(frame, duration), seed);
}

/** The gauge, the flow and the waterfall at a moment of a run. */
export function showMoment(
  panels: ConcurrencyPanels,
  {
    track,
    controls,
    run,
    moment,
    prediction
  }: {
    readonly track: Track;
    readonly controls: ConcurrencyControls;
    readonly run: ConcurrencyRun;
    readonly moment: Moment;
    readonly prediction: number | null | undefined;
  }
): void {
  const {request} = track;
  const gauge = gaugeData(track, run, moment, prediction);
  panels.gauge.show({
    sentence: littlesLawGaugeSentence(gauge),
    draw: (width) => littlesLawGauge(gauge, {width}),
    below: [
      littlesLawReadouts(gauge),
      overLimit(gauge, (over) => copyOf(track.id).overLimit(track, over, run.places)),
      lostWords(moment.lost, request.many)
    ],
    table: () => littlesLawGaugeTable(gauge),
    seed: controls.seed
  });
  const flow = {
    arrivals: run.arrivals,
    starts: run.starts,
    departures: run.departures,
    losses: run.losses,
    ...flowWindow(run, moment.time),
    at: moment.time,
    span: run.duration,
    waiting: moment.waiting,
    inService: moment.inService,
    example: flowExample(run, moment.time),
    requests: flowRequests(run, moment.time),
    requestName: request.many
  };
  panels.flow.show({
    sentence: cumulativeFlowSentence(flow),
    draw: (width) => cumulativeFlow(flow, {width}),
    table: () => cumulativeFlowTable(flow),
    seed: controls.seed
  });
}

/** The waterfall of a run: it does not depend on the moment. */
export function showWaterfall(
  panel: Instrument,
  {concurrency: mission}: Track,
  run: ConcurrencyRun,
  seed: number
): void {
  const rows = concurrencyWaterfall(mission, run);
  const deadline = mission.deadline?.value ?? null;
  const vsync = mission.vsync?.value ?? null;
  const lost = run.losses.length;
  const options = {deadline, vsync, deadlineName: vsync === null ? "deadline" : "next refresh"};
  panel.show({
    sentence: `${queuingWaterfallSentence(rows, options)}${lost > 0 ? ` The ${formatNumber(lost)} that were lost are in no bar.` : ""}`,
    draw: (width) => queuingWaterfall(rows, {width, ...options}),
    table: () => queuingWaterfallTable(rows),
    seed
  });
}

function gaugeData(
  {concurrency: {memory}, request}: Track,
  run: ConcurrencyRun,
  moment: Moment,
  prediction: number | null | undefined
): GaugeData {
  return {
    now: moment.inSystem,
    inService: moment.inService,
    waiting: moment.waiting,
    average: moment.average,
    arrivalRate: moment.arrivalRate,
    sojourn: moment.sojourn,
    limit: run.limit,
    bytesPerRequest: memory.perRequest.value,
    limitBytes: run.limit * memory.perRequest.value,
    waitingHolds: memory.waitingHolds,
    prediction: prediction ?? undefined,
    requestName: request.many,
    requestOne: request.one,
    memoryName: memory.name,
    max: gaugeMaximum(run)
  };
}

function lostWords(lost: number, many: string): HTMLElement | null {
  if (lost === 0) return null;
  const words = document.createElement("p");
  words.className = "failure";
  words.textContent = `${formatNumber(lost)} ${many} lost so far: they found no place.`;
  return words;
}

/** Just after the fullest moment of the film's later half: some wait, some are served, some have left. */
function crowdedMoment(run: ConcurrencyRun): number {
  const {duration, surgeAt} = run;
  return Math.min(duration, peak(run, (surgeAt + duration) / 2, duration).time + duration / 200);
}

/** The end of the gauge's scale: twice the limit, or what the run's fullest moment needs. */
function gaugeMaximum(run: ConcurrencyRun): number {
  const fullest = peak(run, 0, run.duration).count;
  return Math.max(2 * run.limit, fullest > 2 * run.limit ? 4 * Math.ceil(fullest / 4 + 0.25) : 0);
}
