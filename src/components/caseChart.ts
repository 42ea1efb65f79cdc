/** The published plan, simulated: p99 over the number of GPUs under the policies that its words allow, and its limit. */
import {line, scaleLinear, scaleLog} from "d3";
import {formatDuration} from "../lib/format.js";
import {type PlanPolicy, type PlanRow, planPolicies} from "../lib/lessons/publishedCase.js";
import {beyondHatch} from "./marks/beyondHatch.js";
import {labelBoard} from "./marks/labelBoard.js";
import {round, write} from "./marks/write.js";
import {color, figure, font} from "./theme.js";

export interface CaseChartData {
  readonly rows: readonly PlanRow[];
  readonly limit: number;
  /** What the reader said of the plan's own configuration [s]; left out where they skipped. */
  readonly prediction?: number;
  readonly plannedGpus: number;
}

const NAMES: Readonly<Record<PlanPolicy["id"], string>> = {
  fullEach: "full batches, a queue each",
  fullShared: "full batches, one queue",
  greedyEach: "no wait, a queue each",
  greedyShared: "no wait, one queue"
};
const COMPACT_BELOW = 480;

export function caseChartSentence({rows, limit, plannedGpus}: CaseChartData): string {
  const told = planPolicies.flatMap(({id}) => {
    const row = rows.find(({policy, gpus}) => policy === id && gpus === plannedGpus);
    return row ? [`${NAMES[id]} ${formatDuration(row.p99.value)}`] : [];
  });
  return `p99 with ${plannedGpus} GPUs: ${told.join("; ")}. Limit ${formatDuration(limit)}.`;
}

export function caseChartTable({rows}: CaseChartData): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: ["policy", "GPUs", "p99", "± (95%)", "mean batch", "meets the limit"],
    rows: rows.map(({policy, gpus, p99, meanBatch, meets}) => [
      NAMES[policy],
      gpus,
      Number.isFinite(p99.value) ? formatDuration(p99.value) : "grows without end",
      Number.isFinite(p99.halfWidth) ? formatDuration(p99.halfWidth, 2) : "–",
      Number(meanBatch.toPrecision(3)),
      meets ? "yes" : "no"
    ])
  };
}

/** The chart. */
export function caseChart(data: CaseChartData, {width = 640}: {readonly width?: number} = {}): SVGSVGElement {
  const {rows, limit, prediction, plannedGpus} = data;
  const compact = width < COMPACT_BELOW;
  const height = compact ? 310 : 340;
  const svg = figure(width, height, `p99 over the number of GPUs. ${caseChartSentence(data)}`);
  const steady = rows.filter(({p99}) => Number.isFinite(p99.value));
  const counts = steady.map(({gpus}) => gpus);
  const values = [...steady.map(({p99}) => p99.value), limit, ...(prediction ? [prediction] : [])];
  const left = 50;
  const right = width - (compact ? 12 : 190);
  const top = 20;
  const bottom = height - 42;
  const x = scaleLinear([Math.min(...counts), Math.max(...counts)], [left + 14, right - 14]);
  const y = scaleLog([Math.min(...values) / 1.3, Math.max(...values) * 1.25], [bottom, top]);
  const board = labelBoard({left, right: width, top: 0, bottom}, {gap: 2});
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left)
    .attr("height", round(y(limit) - top))
    .attr("fill", beyondHatch(svg))
    .attr("opacity", 0.55);
  for (const tick of [0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2].filter(
    (t) => t > y.domain()[0] && t < y.domain()[1]
  )) {
    const py = round(y(tick));
    svg.append("path").attr("d", `M${left},${py}H${right}`).attr("stroke", color.grid);
    write(svg, formatDuration(tick), {
      x: left - 6,
      y: py + 4,
      anchor: "end",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  for (const gpus of [...new Set(counts)].sort((a, b) => a - b))
    write(svg, String(gpus), {
      x: x(gpus),
      y: bottom + 18,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  write(svg, "GPUs", {x: right, y: bottom + 36, anchor: "end", halo: null});
  write(svg, "↑ p99", {x: 0, y: 13, halo: null});
  svg
    .append("path")
    .attr("d", `M${left},${round(y(limit))}H${right}`)
    .attr("stroke", color.lost)
    .attr("stroke-width", 1.6)
    .attr("stroke-dasharray", "6 4");
  const limitWords = `limit ${formatDuration(limit)}`;
  const limitPlace = board.place({
    words: limitWords,
    places: [{x: left + 6, y: y(limit) - 6, anchor: "start"}],
    size: 13,
    weight: 600
  });
  write(svg, limitWords, {...limitPlace, size: 13, weight: 600, fill: color.lostInk});

  for (const {id} of planPolicies) {
    const own = steady.filter(({policy}) => policy === id).sort((a, b) => a.gpus - b.gpus);
    if (own.length === 0) continue;
    const strong = id === "fullEach" || id === "greedyShared";
    const ink = id === "fullEach" ? color.wait : id === "greedyShared" ? color.math : color.edge;
    svg
      .append("path")
      .attr(
        "d",
        line<PlanRow>(
          (row) => round(x(row.gpus)),
          (row) => round(y(row.p99.value))
        )(own)
      )
      .attr("fill", "none")
      .attr("stroke", ink)
      .attr("stroke-width", strong ? 2.6 : 1.4)
      .attr("stroke-dasharray", strong ? null : id === "fullShared" ? "7 3" : "2 3")
      .attr("data-part", id);
    for (const row of own.filter(() => strong))
      svg
        .append("circle")
        .attr("cx", round(x(row.gpus)))
        .attr("cy", round(y(row.p99.value)))
        .attr("r", 4)
        .attr("fill", id === "fullEach" ? color.waitSoft : color.math)
        .attr("stroke", ink)
        .attr("stroke-width", 1.8);
    const last = own[own.length - 1]!;
    const words = NAMES[id];
    const at = {x: x(last.gpus), y: y(last.p99.value)};
    const place = board.place({
      words,
      places: compact
        ? [
            {x: right - 4, y: at.y - 10, anchor: "end"},
            {x: right - 4, y: at.y + 18, anchor: "end"},
            {x: right - 60, y: at.y - 24, anchor: "end"}
          ]
        : [0, 14, -14, 26].map((shift) => ({x: right + 8, y: at.y + 4 + shift, anchor: "start" as const})),
      size: 12.5,
      weight: strong ? 600 : 400
    });
    write(svg, words, {
      ...place,
      size: 12.5,
      weight: strong ? 600 : 400,
      fill: id === "fullEach" ? color.waitInk : id === "greedyShared" ? color.mathInk : color.second
    });
  }
  if (prediction) {
    const at = {x: x(plannedGpus), y: y(prediction)};
    svg
      .append("path")
      .attr("d", `M${round(at.x)},${round(at.y - 8)}l8,8l-8,8l-8,-8Z`)
      .attr("fill", color.field)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2)
      .attr("stroke-dasharray", "4 2");
    const words = `you said ${formatDuration(prediction)}`;
    const place = board.place({
      words,
      places: [
        {x: at.x - 13, y: at.y + 4, anchor: "end"},
        {x: at.x - 13, y: at.y - 10, anchor: "end"},
        {x: at.x - 13, y: at.y + 18, anchor: "end"}
      ],
      size: 13,
      weight: 600
    });
    write(svg, words, {...place, size: 13, weight: 600, fill: color.prediction});
  }
  return svg.node()!;
}
