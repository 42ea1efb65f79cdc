/**
 * Little's Law Gauge: requests in the system on the outer scale, the memory that they would need on the inner one. The
 * needle shows now; two arrows the running average and lambda times W; a fence where the memory ends.
 */
import {arc, scaleLinear} from "d3";
import {html} from "htl";
import {formatBytes, formatDuration, formatFixed, formatNumber} from "../lib/format.js";
import {spreadLabels, textWidth} from "./marks/spreadLabels.js";
import {color, figure, pattern, type SvgSelection, uniqueId} from "./theme.js";

export interface GaugeData {
  /** Requests in the system at this moment, and of them in service and waiting. */
  readonly now: number;
  readonly inService: number;
  readonly waiting: number;
  readonly average: number;
  /** Measured arrival rate [1/s] and mean time in the system [s]; their product is the other side of the law. */
  readonly arrivalRate: number;
  readonly sojourn: number;
  /** Requests that fit the memory, and its bytes. */
  readonly limit: number;
  readonly bytesPerRequest: number;
  readonly limitBytes: number;
  /** False where only requests in service hold memory. */
  readonly waitingHolds: boolean;
  readonly prediction?: number | undefined;
  /** "requests", "frames". */
  readonly requestName: string;
  /** "request", "frame". */
  readonly requestOne: string;
  readonly memoryName: string;
  /** End of the scale. */
  readonly max: number;
}

const HALF_ANGLE = (62 * Math.PI) / 180;

/** What the gauge shows, in one sentence. */
export function littlesLawGaugeSentence({
  now,
  inService,
  waiting,
  waitingHolds,
  requestName,
  requestOne,
  limit
}: GaugeData): string {
  const total = `${formatNumber(now)} ${now === 1 ? requestOne : requestName} in the system.`;
  if (now === 0) return `${total} All of the memory is free.`;
  const served =
    inService === limit
      ? `${formatNumber(inService)} ${inService === 1 ? "holds" : "hold"} all the memory`
      : `${formatNumber(inService)} ${inService === 1 ? "is" : "are"} being served`;
  if (waiting === 0) return `${total} ${capital(served)}, none waits.`;
  return `${total} ${capital(served)}, ${formatNumber(waiting)} ${waiting === 1 ? "waits" : "wait"}${waitingHolds ? "" : " outside it"}.`;
}

export function littlesLawGaugeTable(data: GaugeData): {columns: string[]; rows: (string | number)[][]} {
  const {
    now,
    inService,
    waiting,
    average,
    arrivalRate,
    sojourn,
    limit,
    bytesPerRequest,
    limitBytes,
    requestName
  } = data;
  const row = (name: string, count: number) => [
    name,
    Number(count.toPrecision(4)),
    formatBytes(count * bytesPerRequest)
  ];
  return {
    columns: ["reading", requestName, "memory that they need"],
    rows: [
      row("in the system now", now),
      row("in service now", inService),
      row("waiting now", waiting),
      row("running average", average),
      row("arrival rate × time in the system", arrivalRate * sojourn),
      ["limit", limit, formatBytes(limitBytes)]
    ]
  };
}

/** Both sides of Little's law and the memory, as readouts. */
export function littlesLawReadouts({
  average,
  arrivalRate,
  sojourn,
  now,
  inService,
  waitingHolds,
  bytesPerRequest,
  limitBytes
}: GaugeData): HTMLElement {
  const product = arrivalRate * sojourn;
  const equal = formatFixed(average) === formatFixed(product) ? "=" : "≈";
  const held = (waitingHolds ? now : inService) * bytesPerRequest;
  const readout = (name: string, value: string, unit = "") =>
    html`<div class="readout">${name}<span class="value">${value}${unit ? html` <small>${unit}</small>` : null}</span></div>`;
  const [number, ...unit] = formatDuration(sojourn).split(" ");
  const [heldNumber, ...heldUnit] = formatBytes(held).split(" ");
  return html`<div class="readouts">${readout("running average", formatFixed(average))}<span class="operator">${equal}</span>${readout("λ, arrival rate", formatNumber(arrivalRate), "per s")}<span class="operator">×</span>${readout("W, time in system", Number.isNaN(sojourn) ? "–" : (number ?? ""), unit.join(" "))}${readout("memory held", heldNumber ?? "", `${heldUnit.join(" ")} of ${formatBytes(limitBytes)}`)}</div>`;
}

/** The failure in words, or null while everything fits. */
export function overLimit({now, limit}: GaugeData, words: (over: number) => string): HTMLElement | null {
  const over = now - limit;
  return over > 0
    ? html`<p class="failure" role="status"><span><strong>Over the limit by ${formatNumber(over)}.</strong> ${words(over)}</span></p>`
    : null;
}

/** The dial. */
export function littlesLawGauge(
  data: GaugeData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {
    now,
    inService,
    average,
    arrivalRate,
    sojourn,
    limit,
    bytesPerRequest,
    limitBytes,
    prediction,
    requestName,
    max
  } = data;
  const small = width < 480;
  const radius = Math.min(width * 0.5, 420);
  const headroom = 78;
  const centre = {x: width / 2, y: headroom + radius};
  const floor = centre.y - radius * Math.cos(HALF_ANGLE) + 28;
  const height = floor + 34;
  const svg = figure(
    width,
    height,
    `Gauge of ${requestName} in the system from 0 to ${formatNumber(max)}, with the memory limit at ${formatNumber(limit)}`
  );
  const angle = scaleLinear([0, max], [-HALF_ANGLE, HALF_ANGLE]).clamp(true);
  const at = (value: number, r: number) => ({
    x: centre.x + r * Math.sin(angle(value)),
    y: centre.y - r * Math.cos(angle(value))
  });
  const thick = small ? 20 : 26;
  const inner = radius - thick;
  const dial = svg.append("g").attr("transform", `translate(${centre.x},${centre.y})`);
  const band = (from: number, to: number, fill: string, stroke: string | null) =>
    to > from
      ? dial
          .append("path")
          .attr(
            "d",
            arc()({innerRadius: inner, outerRadius: radius, startAngle: angle(from), endAngle: angle(to)}) ??
              ""
          )
          .attr("fill", fill)
          .attr("stroke", stroke)
      : null;

  band(0, max, color.bench, color.rule);
  if (limit < max) band(limit, max, color.lostSoft, null)?.attr("opacity", 0.8);
  if (limit < max)
    band(Math.max(limit, Math.min(now, max)), max, pattern(svg, "lost"), null)?.attr("opacity", 0.35);
  band(0, Math.min(inService, max), color.math, color.mathInk);
  band(Math.min(inService, max), Math.min(now, max), pattern(svg, "wait"), color.wait);

  const ticks = angle.ticks(small ? 4 : 8);
  const fine = angle.ticks(small ? 20 : 48);
  for (const value of fine) {
    const long = ticks.includes(value);
    const [p, q] = [at(value, radius + 2), at(value, radius + (long ? 9 : 5))];
    svg
      .append("path")
      .attr("d", `M${p.x},${p.y}L${q.x},${q.y}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", long ? 1.5 : 0.8);
  }
  const product = arrivalRate * sojourn;
  const labelled = angle.ticks(4);
  for (const value of labelled) {
    const p = at(value, radius + 21);
    svg
      .append("text")
      .attr("x", p.x)
      .attr("y", p.y + 4)
      .attr("text-anchor", "middle")
      .attr("font-size", 13)
      .attr("font-weight", 600)
      .attr("fill", color.ink)
      .text(formatNumber(value));
    const near = [now, product].some((reading) => Math.abs(angle(value) - angle(reading)) < 0.13);
    if (small || near) continue;
    const q = at(value, inner - 15);
    svg
      .append("text")
      .attr("x", q.x)
      .attr("y", q.y + 4)
      .attr("text-anchor", "middle")
      .attr("font-size", 11)
      .attr("fill", color.second)
      .text(formatBytes(value * bytesPerRequest));
  }
  const [fenceIn, fenceOut] = [at(limit, inner - 5), at(limit, radius + 14)];
  svg
    .append("path")
    .attr("d", `M${fenceIn.x},${fenceIn.y}L${fenceOut.x},${fenceOut.y}`)
    .attr("stroke", color.lost)
    .attr("stroke-width", 4);

  if (!small && inService > 0) bandText(svg, data, {inner, thick, angle, centre});

  const words = [
    {
      value: limit,
      text: small
        ? `limit ${formatNumber(limit)}`
        : `limit: ${formatNumber(limit)} = ${formatBytes(limitBytes)}`,
      fill: color.lostInk,
      mark: "fence"
    },
    {
      value: average,
      text: `${small ? "mean" : "running average"} ${formatFixed(average)}`,
      fill: color.ink,
      mark: "full"
    },
    ...(prediction === undefined
      ? []
      : [
          {
            value: prediction,
            text: `you${small ? "" : " said"} ${formatNumber(prediction)}`,
            fill: color.prediction,
            mark: "diamond"
          }
        ])
  ].filter(({value}) => Number.isFinite(value));
  const tips = words.map(({value, mark}) => at(value, radius + (mark === "fence" ? 16 : 12)));
  const centres = spreadLabels(
    words.map(({text}, i) => ({x: tips[i].x, text})),
    {from: 2, to: width - 2, size: 13, gap: 14}
  );
  words.forEach(({value, text, fill, mark}, i) => {
    const [tip, x] = [tips[i], centres[i]];
    const elbow = Math.min(tip.y - 12, 34);
    svg
      .append("path")
      .attr("d", `M${tip.x},${tip.y - 4}L${tip.x},${elbow}L${x},19`)
      .attr("fill", "none")
      .attr("stroke", fill)
      .attr("stroke-dasharray", mark === "diamond" ? "4 3" : null);
    svg
      .append("text")
      .attr("x", x)
      .attr("y", 14)
      .attr("text-anchor", "middle")
      .attr("font-size", 13)
      .attr("font-weight", 600)
      .attr("fill", fill)
      .text(text);
    pointer(svg, mark, tip, fill, angle(value));
  });

  if (Number.isFinite(product)) {
    const p = at(product, inner - (small ? 2 : 2));
    const deg = (angle(product) * 180) / Math.PI;
    svg
      .append("path")
      .attr("d", "M0,0l7,14h-14z")
      .attr("transform", `translate(${p.x},${p.y}) rotate(${deg})`)
      .attr("fill", color.panel)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.8);
    if (!small) {
      const left = product < now;
      const q = at(product, inner - 26);
      svg
        .append("text")
        .attr("x", q.x + (left ? -6 : 6))
        .attr("y", q.y + 12)
        .attr("text-anchor", left ? "end" : "start")
        .attr("font-size", 13)
        .attr("font-weight", 600)
        .attr("fill", color.ink)
        .attr("stroke", color.field)
        .attr("stroke-width", 4)
        .attr("paint-order", "stroke")
        .text(`λ × W = ${formatFixed(product)}`);
    }
  }

  const tip = at(now, inner - 8);
  const slope = (tip.x - centre.x) / (tip.y - centre.y);
  const foot = {x: centre.x + slope * (floor - 16 - centre.y), y: floor - 16};
  svg
    .append("path")
    .attr("d", `M${foot.x - 3.5},${foot.y}L${tip.x},${tip.y}L${foot.x + 3.5},${foot.y}Z`)
    .attr("fill", color.ink)
    .attr("stroke", color.ink)
    .attr("stroke-linejoin", "round");
  svg
    .append("path")
    .attr("d", `M0,${floor - 6}Q${width / 2},${floor - 44} ${width},${floor - 6}V${height}H0Z`)
    .attr("fill", color.bench);
  svg
    .append("text")
    .attr("x", width / 2)
    .attr("y", height - 9)
    .attr("text-anchor", "middle")
    .attr("fill", color.second)
    .text(
      small
        ? `now ${formatNumber(now)} ${now === 1 ? data.requestOne : requestName}${now > max ? ", off the scale" : ""}`
        : `${requestName} in the system (outer scale), memory they need (inner scale)`
    );
  if (!small) {
    const label = `now ${formatNumber(now)}${now > max ? ", off the scale" : ""}`;
    const away = angle(now) > 0 ? -1 : 1;
    svg
      .append("text")
      .attr(
        "x",
        Math.min(
          Math.max(foot.x + (tip.x - foot.x) * 0.3 + away * 14, away < 0 ? textWidth(label, 15) : 2),
          away < 0 ? width : width - textWidth(label, 15)
        )
      )
      .attr("y", floor - 34)
      .attr("text-anchor", away < 0 ? "end" : "start")
      .attr("font-size", 15)
      .attr("font-weight", 600)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 4)
      .attr("paint-order", "stroke")
      .text(label);
  }
  return svg.node()!;
}

interface DialGeometry {
  readonly inner: number;
  readonly thick: number;
  readonly angle: (value: number) => number;
  readonly centre: {readonly x: number; readonly y: number};
}

/** The words along the blue band, where they fit. */
function bandText(
  svg: SvgSelection,
  {inService, bytesPerRequest, max}: GaugeData,
  {inner, thick, angle, centre}: DialGeometry
): void {
  const words = `${formatNumber(inService)} being served${inService > 1 ? `: each holds ${formatBytes(bytesPerRequest)}` : ""}`;
  const middle = inner + thick / 2 - 4;
  const [a, b] = [angle(0), angle(Math.min(inService, max))];
  if ((b - a) * middle < textWidth(words, 12) + 16) return;
  const id = uniqueId("band");
  const point = (t: number) => `${centre.x + middle * Math.sin(t)},${centre.y - middle * Math.cos(t)}`;
  svg
    .append("defs")
    .append("path")
    .attr("id", id)
    .attr("d", `M${point(a)}A${middle},${middle} 0 0 1 ${point(b)}`);
  svg
    .append("text")
    .attr("font-size", 12)
    .attr("font-weight", 600)
    .attr("fill", color.onMark)
    .append("textPath")
    .attr("href", `#${id}`)
    .attr("startOffset", "50%")
    .attr("text-anchor", "middle")
    .text(words);
}

function pointer(
  svg: SvgSelection,
  mark: string,
  {x, y}: {x: number; y: number},
  fill: string,
  radians: number
): void {
  const turn = `translate(${x},${y}) rotate(${(radians * 180) / Math.PI})`;
  if (mark === "full")
    svg.append("path").attr("d", "M0,10l-7,-14h14z").attr("transform", turn).attr("fill", fill);
  if (mark === "diamond")
    svg
      .append("path")
      .attr("d", "M0,-7l7,7l-7,7l-7,-7z")
      .attr("transform", turn)
      .attr("fill", color.panel)
      .attr("stroke", fill)
      .attr("stroke-width", 2.2);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
