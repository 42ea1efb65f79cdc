/** A hundred dots, each one request out of a hundred, stacked where its latency falls: a distribution that can be counted. */
import {scaleLinear} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {type DotGround, dotPitch, dotStacks, drawStack} from "./marks/dotStacks.js";
import {labelBoard} from "./marks/labelBoard.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, font, type SvgSelection} from "./theme.js";

export interface HundredDotsData {
  /** Latency of those who are answered, at the centre of each of a hundred shares, ascending [s]: the 0.5th, 1.5th … 99.5th percentile. */
  readonly latencies: ArrayLike<number>;
  /** Share of all requests that is turned away [1]. */
  readonly lost: number;
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
  /** The limit [s]; what is beyond it is late. */
  readonly limit: number;
}

export interface HundredDotsOptions {
  readonly width?: number;
  /** Room for the dots [px]. */
  readonly room?: number;
  /** What the drawing is of, where there are several. */
  readonly name?: string;
  /** Those it is shown beside, itself among them: they share scale, lanes and the size of a dot. */
  readonly beside?: readonly HundredDotsData[];
}

/** The hundred: those who are answered by their latency, and how many are lost. */
export function hundredOf({latencies, lost}: HundredDotsData): {
  readonly answered: readonly number[];
  readonly lost: number;
} {
  const gone = Math.round(100 * lost);
  const left = 100 - gone;
  const answered = Array.from({length: left}, (_, i) => latencies[Math.floor(((i + 0.5) * 100) / left)]!);
  return {answered, lost: gone};
}

/** How many of the hundred are answered late. */
export function lateOfHundred(data: HundredDotsData): number {
  return hundredOf(data).answered.filter((latency) => latency > data.limit).length;
}

export function hundredDotsSentence(data: HundredDotsData): string {
  if (!Number.isFinite(data.mean))
    return "Without a steady state every request waits longer than the one before.";
  const late = lateOfHundred(data);
  const {answered, lost} = hundredOf(data);
  const are = (count: number) => (count === 1 ? "is" : "are");
  const others =
    late === 0
      ? "no other is late"
      : late === answered.length
        ? "all others are late"
        : `${late} ${are(late)} late`;
  const who =
    lost > 0
      ? `${lost} of a hundred requests ${are(lost)} lost, ${others}`
      : late === 0
        ? "None of a hundred requests is late"
        : late === 100
          ? "All of a hundred requests are late"
          : `${late} of a hundred requests ${are(late)} late`;
  const whose = lost > 0 ? "Of those answered: mean" : "Mean";
  return `${who}. ${whose} ${formatDuration(data.mean)}, p95 ${formatDuration(data.p95)}, p99 ${formatDuration(data.p99)}.`;
}

export function hundredDotsTable(data: HundredDotsData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const {answered, lost} = hundredOf(data);
  return {
    columns: ["of a hundred requests, number", "latency", "verdict"],
    rows: [
      ...answered
        .map((latency, i): (string | number)[] => [
          i + 1,
          Number.isFinite(latency) ? formatDuration(latency) : "grows without end",
          latency > data.limit ? "late" : "in time"
        ])
        .filter((_, i) => i % 5 === 4 || i >= answered.length - 6),
      ...(lost > 0 ? [[`${answered.length + 1} to 100`, "–", "lost"]] : [])
    ]
  };
}

/** The end of a scale for these data. */
function maximumOf(all: readonly HundredDotsData[]): number {
  const finite = all.flatMap(({latencies, limit, p99}) =>
    [limit * 1.15, p99 * 1.05, ...Array.from(latencies)].filter(Number.isFinite)
  );
  return Math.max(...finite);
}

const MARGIN = {left: 10, right: 12};
/** The lane of those who are lost [px]. */
const LANE = 62;

/** Dots stacked where their latency falls; late ones are crosses, lost ones stand in a lane of their own. */
export function hundredDots(
  data: HundredDotsData,
  {
    width = 640,
    room = 150,
    name = "A hundred requests by their latency",
    beside = [data]
  }: HundredDotsOptions = {}
): SVGSVGElement {
  const most = maximumOf(beside);
  const lane = beside.some((one) => hundredOf(one).lost > 0) ? LANE : 0;
  const top = 52;
  const base = top + room;
  const svg = figure(width, base + 40, `${name}. ${hundredDotsSentence(data)}`);
  const ground: DotGround = {left: MARGIN.left, right: width - MARGIN.right - lane, base, room};
  const x = scaleLinear([0, most], [ground.left, ground.right]);
  svg
    .append("rect")
    .attr("x", round(x(data.limit)))
    .attr("y", top - 4)
    .attr("width", round(Math.max(0, ground.right - x(data.limit))))
    .attr("height", base - top + 4)
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.4);
  svg
    .append("path")
    .attr("d", `M${ground.left},${base + 0.5}H${ground.right}`)
    .attr("stroke", color.second);
  drawScale(svg, x, ground, most);
  if (!Number.isFinite(data.mean)) {
    write(svg, "✕ no steady state: grows without end", {
      x: width / 2,
      y: (top + base) / 2,
      anchor: "middle",
      size: 14,
      weight: 600,
      fill: color.lostInk
    });
    return svg.node()!;
  }
  const {answered, lost} = hundredOf(data);
  const pitches = beside
    .filter(({mean}) => Number.isFinite(mean))
    .flatMap((one) => dotPitch(hundredOf(one).answered, most, ground) ?? []);
  const pitch = dotPitch(answered, most, ground) === null ? null : Math.min(...pitches);
  dotStacks(svg, answered, {most, limit: data.limit, ground, pitch});
  if (lost > 0) {
    const middle = width - MARGIN.right - (lane - 14) / 2;
    const gone = {left: ground.right + 14, right: width - MARGIN.right, base, room};
    drawStack(
      svg,
      Array.from({length: lost}, () => "lost"),
      middle,
      gone,
      Math.min(pitch ?? 8, 8)
    );
    svg
      .append("path")
      .attr("d", `M${gone.left},${base + 0.5}H${gone.right}`)
      .attr("stroke", color.lost);
    write(svg, `${lost} lost`, {
      x: middle,
      y: base + 19,
      anchor: "middle",
      size: 12.5,
      weight: 600,
      fill: color.lostInk,
      halo: null
    });
  }
  drawRules(svg, data, x, {top, base, width});
  return svg.node()!;
}

/** The limit and what the dots add up to, as lines with their names above, none across the name of another. */
function drawRules(
  svg: SvgSelection,
  {limit, mean, p95, p99}: HundredDotsData,
  x: (time: number) => number,
  {top, base, width}: {top: number; base: number; width: number}
): void {
  const named = [
    {names: ["limit"], at: limit, fill: color.lostInk, dash: "5 3"},
    {names: ["mean"], at: mean, fill: color.ink, dash: null},
    {names: ["p95"], at: p95, fill: color.second, dash: "1 3"},
    {names: ["p99"], at: p99, fill: color.ink, dash: "2 2"}
  ];
  // What reads the same is one line with several names; the limit is of another kind.
  const rules: typeof named = [];
  for (const rule of named) {
    const same = rules.find(
      ({names, at}) => names[0] !== "limit" && formatDuration(at) === formatDuration(rule.at)
    );
    if (same) same.names.push(...rule.names);
    else rules.push(rule);
  }
  const style = {size: 12.5, weight: 600};
  const requests = rules.map(({names, at}) => {
    const px = round(Math.min(x(at), width - 1));
    return {
      words: `${names.join(", ")} ${formatDuration(at)}`,
      places: [12, 28, 44].flatMap((y) => {
        const leader = [
          {x: px, y: y + 4},
          {x: px, y: base}
        ] as const;
        return [
          {x: px, y, anchor: "middle" as const, leader},
          {x: px - 6, y, anchor: "end" as const, leader},
          {x: px + 6, y, anchor: "start" as const, leader}
        ];
      }),
      ...style
    };
  });
  const places = labelBoard({left: 0, right: width, top: 0, bottom: top}, {gap: 3}).placeAll(requests);
  rules.forEach(({at, fill, dash}, i) => {
    const beside = places[i]!.anchor === "middle" ? 4 : -10;
    svg
      .append("path")
      .attr("d", `M${round(Math.min(x(at), width - 1))},${places[i]!.y + beside}V${base}`)
      .attr("stroke", fill)
      .attr("stroke-width", 1.5)
      .attr("stroke-dasharray", dash);
  });
  rules.forEach(({fill}, i) => {
    write(svg, requests[i]!.words, {...places[i]!, ...style, fill});
  });
}

function drawScale(
  svg: SvgSelection,
  x: (time: number) => number,
  {left, right, base}: DotGround,
  most: number
): void {
  const unit = timeUnit(most);
  const room = right - left;
  const ticks = scaleLinear([0, most / unit.size], [0, 1]).ticks(Math.max(3, Math.floor(room / 110)));
  for (const tick of ticks) {
    const px = round(x(tick * unit.size));
    svg.append("path").attr("d", `M${px},${base}v5`).attr("stroke", color.second);
    const words = formatNumber(tick);
    write(svg, words, {
      x: Math.max(px, 4 * words.length),
      y: base + 19,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  const words = `latency [${unit.name}]; one mark, one request of a hundred`;
  write(svg, textWidth(words) < room ? words : `latency [${unit.name}]`, {
    x: right,
    y: base + 36,
    anchor: "end",
    halo: null
  });
}
