/** The vertical scale of a demand's panel, over what is known of it: latencies and powers on a logarithm. */

import {scaleLinear, scaleLog} from "d3";
import type {CliffPoint} from "../../lib/lessons/cliffJobs.js";
import type {Demand} from "../../lib/tables/track.js";
import type {MachineCliffData} from "../cliffMachineChart.js";
import {round} from "./write.js";

const LOG = new Set(["ttft", "tpot", "sojourn", "companion", "power"]);

/** Height of a panel [px]. */
export const PANEL = 150;

export interface PanelFrame {
  readonly demand: Demand;
  readonly i: number;
  readonly x: (rate: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly most: number;
}

/** A frame with its vertical scale, and what is known of the demand. */
export interface DemandPanel extends PanelFrame {
  readonly bottom: number;
  readonly ticks: readonly number[];
  /** Height of a value, at the scale's edge where it lies beyond it [px]. */
  readonly at: (value: number) => number;
  readonly read: (point: CliffPoint) => number;
  readonly known: readonly CliffPoint[];
  readonly shownNow: CliffPoint | null;
}

export function demandPanel({points, now, deployments}: MachineCliffData, frame: PanelFrame): DemandPanel {
  const {demand, i, top, most} = frame;
  const bottom = top + PANEL;
  const limit = demand.limit.value;
  const read = (point: CliffPoint) => point.values[i]!;
  // Where the line grows there is no latency to speak of: what a stopped run shows depends on when it was stopped.
  const known = points.filter(
    (point) => Number.isFinite(read(point)) && !(point.growth > 0) && point.arrivalRate <= most
  );
  const shownNow = now && Number.isFinite(read(now)) && !(now.growth > 0) ? now : null;
  const values = [
    ...known.map(read),
    ...(shownNow ? [read(shownNow)] : []),
    ...deployments.map(({values: own}) => own[i]!).filter(Number.isFinite)
  ];
  const log = LOG.has(demand.metric);
  const least = Math.min(limit || Infinity, ...values.filter((value) => value > 0));
  const high = Math.max(limit, ...values);
  const y = log
    ? scaleLog([least * 0.7, high * 1.4], [bottom, top])
    : scaleLinear([0, Math.max(high * 1.08, 0.02)], [bottom, top]);
  const [y0, y1] = y.domain() as [number, number];
  const at = (value: number) => round(y(Math.min(y1, Math.max(y0, value))));
  return {...frame, bottom, at, read, known, shownNow, ticks: scaleTicks(y, log)};
}

/** A few readable ticks: ones, twos and fives where the scale is logarithmic. */
function scaleTicks(y: {readonly ticks: (count: number) => number[]}, log: boolean): readonly number[] {
  const all = y.ticks(log ? 12 : 4);
  const round = all.filter((tick) => !log || /^[125]/.test(tick.toExponential()));
  return round.length > 1 ? round : all;
}
