/** Part 3's bench: its instruments, and how an answer of the worker fills them. */
import type {Track} from "../lib/tables/track.js";
import {cliffSkeleton, rackSkeleton} from "./cliffSkeletons.js";
import {type Instrument, instrument} from "./instrument.js";
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
