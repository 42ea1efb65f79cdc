/**
 * Latency over throughput along the batch sizes: the limit and the target as lines with the corner where both hold, the
 * knee, the point of now with its uncertainty, and the reader's own deployments. Batch sizes without a steady state
 * have no latency: they stand in a strip of their own on top.
 */
import {line, type ScaleContinuousNumeric, scaleLinear, scaleLog} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {beyondHatch} from "./marks/beyondHatch.js";
import {deploymentMark} from "./marks/deploymentMark.js";
import {type LabelBoard, labelBoard, type Place} from "./marks/labelBoard.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, font, type SvgSelection, uniqueId} from "./theme.js";

export interface KneePoint {
  readonly batch: number;
  /** Requests per second of the machine's time. */
  readonly throughput: number;
  /** Latency at the mission's quantile [s] and the half-width of its confidence interval [s]. */
  readonly latency: number;
  readonly halfWidth: number;
}

export interface KneeAttempt {
  readonly number: number;
  readonly throughput: number;
  readonly latency: number;
  readonly pass: boolean;
}

export interface KneeCurve {
  /** What the curve is of: "window 8 s". */
  readonly name: string;
  /** Along the batch sizes, ascending; a latency of Infinity where there is no steady state. */
  readonly points: readonly KneePoint[];
}

export interface KneePlotData {
  /** At the window of now; null until it is known. */
  readonly curve: KneeCurve | null;
  /** The same at other windows, for comparison. */
  readonly others: readonly KneeCurve[];
  readonly current: KneePoint | null;
  /** Of full batches; one of the other curves passes through it. */
  readonly knee: KneePoint | null;
  readonly attempts: readonly KneeAttempt[];
  readonly throughputTarget: number;
  readonly latencyLimit: number;
  readonly quantileName: string;
  readonly throughputUnit: string;
}

/** A target further away than this many times the best throughput is off the scale, and said so. */
const OFF_SCALE = 2.2;
/** Latencies beyond this many times the limit do not stretch the scale: their curve leaves it at the top. */
const LARGEST = 5;
const COMPACT_BELOW = 480;
const LEAST_TICKS = 4;

export function kneePlotSentence({current, knee, quantileName, throughputUnit}: KneePlotData): string {
  const now =
    current === null
      ? ""
      : Number.isFinite(current.latency)
        ? `Batch ${current.batch}: ${formatNumber(current.throughput)} ${throughputUnit} at ${quantileName} ${formatDuration(current.latency)}${interval(current.halfWidth)}.`
        : `Batches of ${current.batch} have no steady state at this load: the line grows without end.`;
  const bend = knee
    ? `Full batches have their knee at ${knee.batch}: beyond it latency explodes for little throughput.`
    : "";
  return `${now} ${bend}`.trim();
}

function interval(halfWidth: number): string {
  return halfWidth > 0 ? ` ± ${formatDuration(halfWidth, 2)}` : "";
}

export function kneePlotTable({curve, attempts, quantileName}: KneePlotData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const row = (name: string, {throughput, latency, halfWidth}: Omit<KneePoint, "batch">) => [
    name,
    Number(throughput.toPrecision(4)),
    Number.isFinite(latency) ? formatDuration(latency) : "grows without end",
    halfWidth > 0 ? formatDuration(halfWidth, 2) : "–"
  ];
  return {
    columns: ["point", "throughput [1/s]", quantileName, "± (95%)"],
    rows: [
      ...(curve?.points ?? []).map((point) => row(`batch ${point.batch}`, point)),
      ...attempts.map((attempt) => row(`deployment ${attempt.number}`, {...attempt, halfWidth: Number.NaN}))
    ]
  };
}

interface Plot {
  readonly svg: SvgSelection;
  readonly board: LabelBoard;
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly compact: boolean;
}

/** The plot; latency on a logarithmic scale. */
export function kneePlot(data: KneePlotData, {width = 640}: {readonly width?: number} = {}): SVGSVGElement {
  const {curve, others, current, knee, attempts, throughputTarget, latencyLimit} = data;
  const compact = width < COMPACT_BELOW;
  const height = compact ? 330 : Math.max(340, Math.min(430, width * 0.52));
  const svg = figure(
    width,
    height,
    `Latency over throughput along the batch sizes. ${kneePlotSentence(data)}`
  );
  const own = [...attempts, ...(current ? [current] : [])];
  const known = [...(curve?.points ?? []), ...others.flatMap(({points}) => points), ...own];
  const best = Math.max(0, ...known.map(({throughput}) => throughput));
  const least = Math.min(throughputTarget, ...known.map(({throughput}) => throughput));
  const offScale = best > 0 && throughputTarget > OFF_SCALE * best;
  const most = Math.max(best, offScale ? 0 : throughputTarget) || throughputTarget;
  const latencies = [
    latencyLimit * 1.6,
    latencyLimit / 1.6,
    ...(knee ? [1.6 * knee.latency] : []),
    ...known.map(({latency}) => latency).filter((latency) => latency > 0 && latency < LARGEST * latencyLimit),
    ...own.map(({latency}) => latency).filter((latency) => latency > 0 && Number.isFinite(latency))
  ];
  const endless = (curve?.points ?? []).filter(({latency}) => !Number.isFinite(latency));
  const left = compact ? 46 : 62;
  const right = width - 14;
  const top = endless.length > 0 ? 62 : 34;
  const bottom = height - 46;
  const range = most - Math.min(least, most);
  const close = least > 0.4 * most && range > 0.05 * most;
  const x = scaleLinear([close ? least - 0.12 * range : 0, most + 0.08 * range + 0.02 * most], [left, right]);
  const y = scaleLog([Math.min(...latencies) / 1.25, Math.max(...latencies) * 1.2], [bottom, top]);
  const board = labelBoard({left: left + 2, right, top: 0, bottom: bottom - 2}, {gap: 2});
  const plot: Plot = {svg, board, x, y, left, right, top, bottom, compact};

  drawCorner(plot, data, offScale);
  drawAxes(plot, data);
  drawLimits(plot, data, offScale);
  for (const other of others) drawCurve(plot, other, {faint: true});
  if (curve) drawCurve(plot, curve, {faint: false});
  if (endless.length > 0) drawEndless(plot, endless);
  drawPoints(plot, data);
  return svg.node()!;
}

/** The corner where both hold, and the hatch beyond the limit. */
function drawCorner(
  {svg, x, y, left, right, top, bottom}: Plot,
  {throughputTarget, latencyLimit}: KneePlotData,
  offScale: boolean
): void {
  const limit = y(latencyLimit);
  const target = offScale ? right : x(throughputTarget);
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", round(right - left))
    .attr("height", round(Math.max(0, limit - top)))
    .attr("fill", beyondHatch(svg))
    .attr("opacity", 0.4)
    .attr("data-part", "beyond");
  svg
    .append("rect")
    .attr("x", round(target))
    .attr("y", round(limit))
    .attr("width", round(Math.max(0, right - target)))
    .attr("height", round(Math.max(0, bottom - limit)))
    .attr("fill", color.passSoft)
    .attr("data-part", "good");
}

function drawAxes(
  {svg, x, y, left, right, top, bottom, compact}: Plot,
  {quantileName, throughputUnit}: KneePlotData
): void {
  const ticks = logTicks(y.domain() as [number, number]);
  for (const tick of ticks) {
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
  for (const tick of x.ticks(compact ? 4 : 7)) {
    const px = round(x(tick));
    svg.append("path").attr("d", `M${px},${bottom}v5`).attr("stroke", color.second);
    write(svg, formatNumber(tick), {
      x: px,
      y: bottom + 19,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  svg
    .append("path")
    .attr("d", `M${left},${top}V${bottom}H${right}`)
    .attr("fill", "none")
    .attr("stroke", color.second);
  write(svg, compact ? "throughput, per second" : `throughput, ${throughputUnit}`, {
    x: right,
    y: bottom + 39,
    anchor: "end",
    halo: null
  });
  write(svg, `↑ ${quantileName}`, {x: 0, y: 13, halo: null});
}

/** Round numbers within the domain: the coarsest set that has at least four, or the finest there is. */
function logTicks([from, to]: readonly [number, number]): number[] {
  const sets = [
    [1],
    [1, 3],
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
    [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9]
  ];
  const within = (digits: readonly number[]) => {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); ++power)
      for (const digit of digits) {
        const tick = Number((digit * 10 ** power).toPrecision(2));
        if (tick >= from && tick <= to) found.push(tick);
      }
    return found;
  };
  return sets.map(within).find((ticks) => ticks.length >= LEAST_TICKS) ?? within(sets[sets.length - 1]!);
}

function drawLimits(
  {svg, board, x, y, left, right, top, bottom, compact}: Plot,
  {throughputTarget, latencyLimit}: KneePlotData,
  offScale: boolean
): void {
  const limit = round(y(latencyLimit));
  svg
    .append("path")
    .attr("d", `M${left},${limit}H${right}`)
    .attr("stroke", color.lost)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.6)
    .attr("data-part", "limit");
  const words = `limit ${formatDuration(latencyLimit)}`;
  const style = {size: 13, weight: 600};
  const limitPlace = board.place({
    words,
    places: [
      {x: left + 7, y: limit - 6, anchor: "start"},
      {x: left + 7, y: limit + 16, anchor: "start"}
    ],
    ...style
  });
  write(svg, words, {...limitPlace, ...style, fill: color.lostInk, className: "limit"});
  if (offScale) {
    const far = `target ${formatNumber(throughputTarget)} →`;
    const told = compact ? far : `${far}  ${formatNumber(throughputTarget / x.domain()[1])} times this scale`;
    write(svg, told, {x: right, y: 13, anchor: "end", ...style, fill: color.ink, className: "target"});
    board.block({left: right - textWidth(told, 13, 600), right, top: 0, bottom: 18});
    return;
  }
  const target = round(x(throughputTarget));
  svg
    .append("path")
    .attr("d", `M${target},${18}V${bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.4)
    .attr("data-part", "target");
  const told = `target ${formatNumber(throughputTarget)}`;
  const place = board.place({
    words: told,
    places: [
      {x: target, y: 13, anchor: "middle"},
      {x: right, y: 13, anchor: "end"}
    ],
    ...style
  });
  write(svg, told, {...place, ...style, fill: color.ink, className: "target"});
  board.blockLine({x: target, y: top}, {x: target, y: bottom});
  const good = board.tryPlace({
    words: "both hold here",
    places: [
      {x: right - 8, y: bottom - 10, anchor: "end"},
      {x: right - 8, y: limit + 18, anchor: "end"}
    ],
    ...style
  });
  if (good && right - target > 104)
    write(svg, "both hold here", {...good, ...style, fill: color.pass, halo: null});
}

function drawCurve(
  {svg, board, x, y, left, right, top, bottom}: Plot,
  {name, points}: KneeCurve,
  {faint}: {readonly faint: boolean}
): void {
  const steady = points.filter(({latency}) => Number.isFinite(latency));
  if (steady.length === 0) return;
  const clip = uniqueId("clip");
  svg
    .append("clipPath")
    .attr("id", clip)
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left + 8)
    .attr("height", bottom - top);
  const path = line<KneePoint>(
    (p) => round(x(p.throughput)),
    (p) => round(y(p.latency))
  )(steady);
  svg
    .append("path")
    .attr("d", path)
    .attr("clip-path", `url(#${clip})`)
    .attr("fill", "none")
    .attr("stroke", faint ? color.edge : color.ink)
    .attr("stroke-width", faint ? 1.4 : 2.2)
    .attr("stroke-dasharray", faint ? "2 3" : null)
    .attr("stroke-linejoin", "round")
    .attr("data-part", faint ? "other" : "curve");
  if (!faint) {
    for (const point of steady) drawPoint(svg, {x: x(point.throughput), y: y(point.latency)}, point, y);
    return;
  }
  const inside = steady.filter(({latency}) => y(latency) > top + 4);
  const end = inside[inside.length - 1] ?? steady[0]!;
  const at = {x: x(end.throughput), y: y(end.latency)};
  const place = board.tryPlace({
    words: name,
    places: [
      {x: at.x - 9, y: at.y + 4, anchor: "end"},
      {x: at.x + 7, y: at.y + 4, anchor: "start"},
      {x: at.x, y: at.y - 8, anchor: "middle"},
      {x: at.x, y: at.y + 16, anchor: "middle"},
      {x: at.x - 9, y: at.y + 18, anchor: "end"}
    ],
    size: 12
  });
  if (place) write(svg, name, {...place, size: 12, className: "other"});
}

/** A batch size: a dot, with its confidence as a bar where it is wider than the dot. */
function drawPoint(
  svg: SvgSelection,
  at: {readonly x: number; readonly y: number},
  {latency, halfWidth}: KneePoint,
  y: (value: number) => number
): void {
  const low = Math.max(latency - halfWidth, latency / 4);
  if (halfWidth > 0 && y(low) - y(latency + halfWidth) > 8)
    svg
      .append("path")
      .attr("d", `M${round(at.x)},${round(y(low))}V${round(y(latency + halfWidth))}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.2);
  svg
    .append("circle")
    .attr("cx", round(at.x))
    .attr("cy", round(at.y))
    .attr("r", 3.6)
    .attr("fill", color.field)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6)
    .attr("data-part", "point");
}

/** Batch sizes that cannot carry the load: a strip above the plot. */
function drawEndless({svg, x, top, left, right}: Plot, endless: readonly KneePoint[]): void {
  const y = top - 16;
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", y - 10)
    .attr("width", right - left)
    .attr("height", 20)
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.7);
  for (const {throughput} of endless)
    svg
      .append("path")
      .attr("d", `M${round(x(throughput) - 3.5)},${y - 3.5}l7,7m0,-7l-7,7`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 1.8);
  const last = endless[endless.length - 1]!;
  const after = x(last.throughput) + 10;
  const wordings = [
    `no steady state up to batch ${last.batch}`,
    `no steady state to ${last.batch}`,
    "no steady state"
  ];
  const fitting = wordings.find((wording) => after + textWidth(wording, 12, 600) < right);
  write(svg, fitting ?? wordings[2]!, {
    x: fitting ? after : x(endless[0]!.throughput) - 10,
    y: y + 4,
    anchor: fitting ? "start" : "end",
    weight: 600,
    fill: color.lostInk,
    halo: color.lostSoft
  });
}

/** Knee, deployments, now, and as many batch sizes by name as there is room for. */
function drawPoints({svg, board, x, y, compact}: Plot, {curve, current, knee, attempts}: KneePlotData): void {
  const steady = (curve?.points ?? []).filter(({latency}) => Number.isFinite(latency));
  for (const point of steady) blockAround(board, {x: x(point.throughput), y: y(point.latency)}, 4);
  if (knee) {
    const at = {x: x(knee.throughput), y: y(knee.latency)};
    svg
      .append("circle")
      .attr("cx", round(at.x))
      .attr("cy", round(at.y))
      .attr("r", 9)
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.8)
      .attr("data-part", "knee");
    blockAround(board, at, 9);
  }
  for (const attempt of attempts) {
    if (!Number.isFinite(attempt.latency)) continue;
    const at = {x: x(attempt.throughput), y: y(attempt.latency)};
    deploymentMark(svg, at, attempt);
    blockAround(board, at, 10);
  }
  if (current && Number.isFinite(current.latency)) {
    const at = {x: x(current.throughput), y: y(current.latency)};
    if (current.halfWidth > 0) {
      const [high, low] = [
        y(current.latency + current.halfWidth),
        y(Math.max(current.latency - current.halfWidth, current.latency / 4))
      ];
      svg
        .append("path")
        .attr("d", `M${round(at.x - 5)},${round(high)}h10m-5,0V${round(low)}m-5,0h10`)
        .attr("stroke", color.ink)
        .attr("stroke-width", 1.4)
        .attr("fill", "none");
    }
    svg
      .append("circle")
      .attr("cx", round(at.x))
      .attr("cy", round(at.y))
      .attr("r", 6.5)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 2)
      .attr("data-part", "now");
    blockAround(board, at, 7);
    label(svg, board, at, `now, batch ${current.batch}`, {size: 13, weight: 600, fill: color.ink}, 11);
  }
  if (knee)
    label(
      svg,
      board,
      {x: x(knee.throughput), y: y(knee.latency)},
      compact ? "knee" : `knee, batch ${knee.batch}`,
      {size: 13, weight: 600, fill: color.ink},
      13
    );
  for (const point of steady)
    label(
      svg,
      board,
      {x: x(point.throughput), y: y(point.latency)},
      String(point.batch),
      {size: 11, weight: 400, fill: color.second},
      7,
      true
    );
}

function blockAround(board: LabelBoard, {x, y}: {readonly x: number; readonly y: number}, r: number): void {
  board.block({left: x - r, right: x + r, top: y - r, bottom: y + r});
}

function label(
  svg: SvgSelection,
  board: LabelBoard,
  at: {readonly x: number; readonly y: number},
  words: string,
  style: {readonly size: number; readonly weight: number; readonly fill: string},
  away: number,
  optional = false
): void {
  const far = away + 8;
  const places: Place[] = [
    {x: at.x + away, y: at.y + style.size + 2, anchor: "start"},
    {x: at.x - away, y: at.y - away + 2, anchor: "end"},
    {x: at.x + away, y: at.y - away + 3, anchor: "start"},
    {x: at.x, y: at.y - away - 2, anchor: "middle"},
    {x: at.x, y: at.y + away + style.size - 2, anchor: "middle"},
    {x: at.x - away, y: at.y + 4, anchor: "end"},
    {x: at.x + far, y: at.y + 4, anchor: "start"},
    {x: at.x - far, y: at.y + far + style.size, anchor: "end"}
  ];
  const request = {words, places: optional ? places.slice(0, 5) : places, ...style};
  const place = optional ? board.tryPlace(request) : board.place(request);
  if (place) write(svg, words, {...place, ...style});
}
