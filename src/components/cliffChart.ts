/**
 * The utilization cliff: mean, median, p99 and p99.9 of the time in the system over utilization, for one kind of traffic
 * a panel. Dots are simulated, with confidence bands; lines are exact where theory knows them. From 100 % on there is no
 * steady state, and no number is drawn there.
 */
import {formatNumber, formatPercent} from "../lib/format.js";
import {bestLoss, bestP99, type CliffChartPoint} from "./cliffPoint.js";
import type {CliffPanel} from "./marks/cliffFrame.js";
import {drawLossPanel} from "./marks/cliffLoss.js";
import {drawTailPanel} from "./marks/cliffTail.js";
import {figure} from "./theme.js";

export interface CliffChartCurve {
  readonly id: string;
  readonly name: string;
  readonly points: readonly CliffChartPoint[];
}

export interface CliffChartData {
  /** From the calmest to the wildest. */
  readonly curves: readonly CliffChartCurve[];
  /** Which traffic the prediction was about, and which one the bench has now. */
  readonly asked: string;
  readonly now: string;
  /** What is drawn: the time in the system, or the share that is lost. */
  readonly asks: "tail" | "loss";
  readonly prediction: number | null;
  readonly truth: number;
  /** Utilization that the question was about, and the design goal. */
  readonly utilization: number;
  readonly goal: number;
}

const WIDE_FROM = 640;
const GAP = 14;

/** What is seen: the goal and the question's point, at the traffic that it was about. */
export function cliffChartSentence({curves, asked, asks, goal, utilization, truth}: CliffChartData): string {
  const curve = curves.find(({id}) => id === asked);
  const at = (share: number) => curve?.points.find((point) => Math.abs(point.utilization - share) < 1e-9);
  const calm = curves[0]?.points.find((point) => Math.abs(point.utilization - utilization) < 1e-9);
  const goalPoint = at(goal);
  if (!goalPoint || !calm) return "Where a machine begins to keep people waiting.";
  if (asks === "loss")
    return `At ${formatPercent(goal)} offered, ${formatPercent(bestLoss(goalPoint))} are lost; at ${formatPercent(utilization)}, ${formatNumber(truth)} of 100. By the clock, at the same load: ${bestLoss(calm) === 0 ? "none" : formatPercent(bestLoss(calm))}.`;
  return `At ${formatPercent(goal)} the slowest of a hundred takes ${formatNumber(bestP99(goalPoint))} service times, at ${formatPercent(utilization)} it takes ${formatNumber(truth)}. By the clock, at the same load: ${formatNumber(bestP99(calm))}.`;
}

export function cliffChartTable({curves, asks}: CliffChartData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const number = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : "–");
  const grows = ({growth}: CliffChartPoint) =>
    growth > 0 ? `no steady state: the line grows by ${formatNumber(growth)} per service time` : "";
  return {
    columns:
      asks === "loss"
        ? ["traffic", "offered load", "lost", "± (95 %)", "exact"]
        : ["traffic", "utilization", "mean", "median", "p99", "± (95 %)", "p99, exact", "p99.9", "beyond"],
    rows: curves.flatMap(({name, points}) =>
      points.map((point) =>
        asks === "loss"
          ? [
              name,
              formatPercent(point.utilization, 3),
              formatPercent(point.loss, 3),
              formatPercent(point.lossHalfWidth, 2),
              Number.isNaN(point.theoryLoss) ? "–" : formatPercent(point.theoryLoss, 3)
            ]
          : [
              name,
              formatPercent(point.utilization, 3),
              number(point.mean),
              number(point.p50),
              number(point.p99),
              number(point.halfWidth),
              number(point.theoryP99),
              number(point.p999),
              grows(point)
            ]
      )
    )
  };
}

/** The panels: side by side, or one below the other where it is narrow. */
export function cliffChart(
  data: CliffChartData,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const wide = width >= WIDE_FROM;
  const count = data.curves.length;
  const left = 52;
  const panelWidth = wide ? (width - left - GAP * (count - 1)) / count : width - left;
  const panelHeight = wide ? 290 : 190;
  const foot = 46;
  const head = 26;
  const height = wide ? head + panelHeight + foot : count * (head + panelHeight) + (count - 1) * 30 + foot;
  const svg = figure(width, height, "Time in the system over utilization, for three kinds of traffic");
  const top = Math.max(
    10,
    ...data.curves.flatMap(({points}) =>
      points.map(({p999}) => p999).filter((value) => Number.isFinite(value))
    ),
    data.prediction ?? 1
  );
  const most = 10 ** Math.ceil(Math.log10(Math.min(top, MOST)));
  data.curves.forEach((curve, i) => {
    const panel: CliffPanel = {
      svg,
      left: wide ? left + i * (panelWidth + GAP) : left,
      top: head + (wide ? 0 : i * (head + panelHeight + 30)),
      width: panelWidth,
      height: panelHeight,
      labelled: !wide || i === 0,
      last: wide || i === count - 1,
      most
    };
    (data.asks === "loss" ? drawLossPanel : drawTailPanel)(panel, curve, data);
  });
  return svg.node()!;
}

/** Beyond this many service times nobody is waiting any more. */
const MOST = 1e4;
