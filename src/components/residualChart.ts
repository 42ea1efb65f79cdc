/** How far a model is from measurements: one dot a measurement, one row a group, model over measurement less one. */
import {axisX, dot, plot, rectX, ruleX, text} from "@observablehq/plot";
import {formatPercent} from "../lib/format.js";
import {type ResidualSummary, residualSummary} from "../lib/serving/residualSummary.js";
import type {TableData} from "./instrument.js";
import {color} from "./theme.js";

export interface Residual {
  /** What was measured, and on what. */
  readonly title: string;
  readonly subtitle: string;
  /** model / measurement - 1 */
  readonly error: number;
}

interface Row extends ResidualSummary {
  readonly title: string;
  readonly subtitle: string;
}

const PERCENT = 100;
const LEAST_SHOWN = 0.001;
const COMPACT_BELOW = 560;
const SUBTITLE_SIZE = 11;

function percent(share: number): string {
  return share < LEAST_SHOWN ? `< ${formatPercent(LEAST_SHOWN)}` : formatPercent(share);
}

export function residualSentence(residuals: readonly Residual[]): string {
  const [all] = residualSummary(residuals.map(({error}) => ({group: "", error})));
  const high = residuals.filter(({error}) => error > 0).length;
  return all
    ? `Over ${all.points} measurements the model is off by ${percent(all.median)} in the median and by ${percent(all.worst)} at worst; it is too high in ${high} of them.`
    : "No measurement.";
}

export function residualTable(residuals: readonly Residual[]): TableData {
  return {
    columns: ["what was measured", "on", "points", "median error [%]", "largest error [%]"],
    rows: summaries(residuals).map(({title, subtitle, points, median, worst}) => [
      title,
      subtitle,
      points,
      Number((PERCENT * median).toPrecision(2)),
      Number((PERCENT * worst).toPrecision(2))
    ])
  };
}

const groupOf = ({title, subtitle}: Pick<Residual, "title" | "subtitle">) => `${title}, ${subtitle}`;

function summaries(residuals: readonly Residual[]): Row[] {
  const named = new Map(
    residuals.map(({title, subtitle}) => [groupOf({title, subtitle}), {title, subtitle}])
  );
  return residualSummary(
    residuals.map((residual) => ({group: groupOf(residual), error: residual.error}))
  ).map((summary) => ({...summary, ...named.get(summary.group)!}));
}

/** The chart; `band` is the share beside zero that is drawn as a corridor. */
export function residualChart(
  residuals: readonly Residual[],
  {width = 640, band}: {readonly width?: number; readonly band: number}
): Element {
  const compact = width < COMPACT_BELOW;
  const rows = summaries(residuals);
  const pitch = compact ? 58 : 38;
  const marginLeft = compact ? 8 : 250;
  const label = {
    y: "group",
    frameAnchor: "left",
    textAnchor: "start",
    dx: -marginLeft,
    textOverflow: "ellipsis",
    stroke: color.field,
    strokeWidth: 4
  } as const;
  const subtitleEms = ((compact ? width : marginLeft) - 16) / SUBTITLE_SIZE;
  const chart = plot({
    width,
    height: 52 + pitch * rows.length,
    marginLeft,
    marginRight: 58,
    marginTop: 8,
    marginBottom: 44,
    style: {
      fontFamily: "var(--sans)",
      fontSize: "13px",
      color: color.ink,
      background: "none",
      overflow: "visible"
    },
    ariaLabel: `Errors of the model in per cent, one row a group. ${residualSentence(residuals)}`,
    x: {domain: domain(residuals, band)},
    y: {domain: rows.map(({group}) => group), axis: null},
    marks: [
      rectX([0], {x1: -PERCENT * band, x2: PERCENT * band, fill: color.passSoft}),
      ruleX([0], {stroke: color.ink}),
      axisX({
        ticks: compact ? 5 : 9,
        tickSize: 5,
        fill: color.second,
        fontFamily: "var(--mono)",
        label: compact ? "error [%]" : "model over measurement, less one [%]",
        labelAnchor: "right",
        labelArrow: "none"
      }),
      text(rows, {...label, text: "title", dy: compact ? -18 : -7, fill: color.ink}),
      text(rows, {
        ...label,
        text: "subtitle",
        dy: compact ? -4 : 8,
        fill: color.second,
        fontSize: SUBTITLE_SIZE,
        lineWidth: subtitleEms
      }),
      dot(residuals as Residual[], {
        x: ({error}: Residual) => PERCENT * error,
        y: groupOf,
        dy: compact ? 11 : 0,
        r: 3,
        fill: color.math,
        fillOpacity: 0.45,
        stroke: color.mathInk,
        strokeWidth: 0.8
      }),
      text(rows, {
        frameAnchor: "right",
        y: "group",
        dx: 56,
        dy: compact ? 11 : 0,
        textAnchor: "end",
        text: ({median}: Row) => percent(median),
        fill: color.second,
        fontFamily: "var(--mono)"
      })
    ]
  });
  chart.classList.add("figure");
  chart.setAttribute("role", "img");
  // The figure is one image with one label: Plot's labels of its groups would need roles of their own.
  for (const group of chart.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  return chart;
}

function domain(residuals: readonly Residual[], band: number): [number, number] {
  const most = 1.04 * Math.max(1.15 * band, ...residuals.map(({error}) => Math.abs(error)));
  return [-PERCENT * most, PERCENT * most];
}
