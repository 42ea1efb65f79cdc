/** The machine's own cliff and its busy fraction on the bench, as far as both are computed. */
import {formatDuration, formatNumber} from "../lib/format.js";
import type {LoggedDeployment} from "../lib/lessons/cliffChallenge.js";
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import {type CliffLook, drawnDemands, type MachineCliff, pointOf} from "../lib/lessons/cliffJobs.js";
import type {Track} from "../lib/tables/track.js";
import {HOUR} from "../lib/units.js";
import {type BusyData, busyChart, busySentence, busyTable} from "./cliffBusy.js";
import {
  type MachineCliffData,
  machineCliffChart,
  machineCliffSentence,
  machineCliffTable
} from "./cliffMachineChart.js";
import type {CliffPanels} from "./cliffPanels.js";

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
