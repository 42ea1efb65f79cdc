/**
 * Little's Law Gauge: requests in the system on the outer scale, the memory that they would need on the inner one. The
 * needle shows now; two arrows the running average and lambda times W; a fence where the memory ends.
 */
import {html} from "htl";
import {formatBytes, formatDuration, formatFixed, formatNumber} from "../lib/format.js";
import {gaugeFace} from "./marks/gaugeFace.js";
import {byteUnit} from "./marks/scaleUnits.js";

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
  /** "KV cache", "camera buffers". */
  readonly memoryName: string;
  /** End of the scale. */
  readonly max: number;
}

/** Below this end of the scale, averages get a second decimal. */
const FEW = 10;

/** What the gauge shows, in one sentence. */
export function littlesLawGaugeSentence(data: GaugeData): string {
  const {now, inService, waiting, average, waitingHolds, requestName, requestOne, limit} = data;
  const total = `${formatNumber(now)} ${now === 1 ? requestOne : requestName} in the system`;
  const trend = average === Infinity ? " The average grows without end." : "";
  if (now === 0) return `${total}. All of the memory is free.${trend}`;
  const be = inService === 1 ? "is" : "are";
  const wait = `${formatNumber(waiting)} ${waiting === 1 ? "waits" : "wait"}`;
  if (waitingHolds) {
    const parts = waiting > 0 ? `${formatNumber(inService)} ${be} being served, ${wait}` : "None waits";
    if (now > limit)
      return `${total}, ${formatNumber(now - limit)} more than the memory holds. ${parts}.${trend}`;
    return `${total}. ${parts}${now === limit ? `. The memory is full` : ""}.${trend}`;
  }
  const hold = inService === 1 ? "holds" : "hold";
  const served =
    inService >= limit
      ? `${formatNumber(inService)} ${hold} all the memory`
      : `${formatNumber(inService)} ${be} being served`;
  return `${total}. ${served}, ${waiting > 0 ? `${wait} outside it` : "none waits"}.${trend}`;
}

/** The gauge's readings, each as a count and as memory. */
export function littlesLawGaugeTable(data: GaugeData): {columns: string[]; rows: (string | number)[][]} {
  const {now, inService, waiting, average, limit, limitBytes, bytesPerRequest, requestName, prediction} =
    data;
  const unit = byteUnit(limitBytes);
  const number = (value: number) =>
    Number.isFinite(value) ? Number(value.toPrecision(4)) : formatNumber(value);
  const row = (name: string, count: number, bytes = count * bytesPerRequest) => [
    name,
    number(count),
    number(bytes / unit.size)
  ];
  return {
    columns: ["reading", requestName, `memory that they need [${unit.name}]`],
    rows: [
      row("in the system now", now),
      row("in service now", inService),
      row("waiting now", waiting),
      row("running average", average),
      row("arrival rate × time in the system", product(data)),
      ...(prediction === undefined ? [] : [row("your prediction", prediction)]),
      row("limit", limit, limitBytes)
    ]
  };
}

/** Both sides of Little's law and the memory, as readouts. */
export function littlesLawReadouts(data: GaugeData): HTMLElement {
  const {average, arrivalRate, sojourn, now, inService, waitingHolds, bytesPerRequest, limitBytes, max} =
    data;
  const decimals = max < FEW ? 2 : 1;
  const left = !Number.isNaN(sojourn);
  const equal = !left || formatFixed(average, decimals) === formatFixed(product(data), decimals) ? "=" : "≈";
  const [time, timeUnit] = formatDuration(sojourn).split(" ");
  const unit = byteUnit(limitBytes);
  const held = (waitingHolds ? now : inService) * bytesPerRequest;
  const grows = average === Infinity ? "grows without end" : "";
  return html`<div class="readouts">
    ${readout("running average", formatFixed(average, decimals), grows)}
    ${term(equal, readout("λ, arrival rate", formatNumber(arrivalRate), "per s"))}
    ${term("×", left ? readout("W, time in system", time, timeUnit) : readout("W, time in system", "–", "none has left"))}
    ${readout(held > limitBytes ? "memory needed" : "memory held", formatNumber(held / unit.size), `of ${formatBytes(limitBytes)}`)}
  </div>`;
}

function readout(name: string, value = "", unit = ""): HTMLElement {
  return html`<div class="readout">${name}<span class="value">${value}${unit ? html` <small>${unit}</small>` : null}</span></div>`;
}

/** An operator and what follows it, never torn apart. */
function term(operator: string, operand: HTMLElement): HTMLElement {
  return html`<div class="term" style=${{display: "flex", gap: "0.6rem", alignItems: "flex-end"}}><span class="operator">${operator}</span>${operand}</div>`;
}

/** The failure in words, or null while everything fits; `words` says what it means to be over by so many. */
export function overLimit(
  data: GaugeData,
  words: (over: number) => string = () => memoryWords(data)
): HTMLElement | null {
  const over = data.now - data.limit;
  return over > 0
    ? html`<p class="failure"><span><strong>Over the limit by ${formatNumber(over)}.</strong> ${words(over)}</span></p>`
    : null;
}

/** The dial. */
export function littlesLawGauge(
  data: GaugeData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {limit, requestName, max} = data;
  const reading = {...data, product: product(data), decimals: max < FEW ? 2 : 1};
  return gaugeFace(
    reading,
    width,
    `Gauge of ${requestName} in the system from 0 to ${formatNumber(max)}, with the memory limit at ${formatNumber(limit)}`
  );
}

function product({arrivalRate, sojourn}: GaugeData): number {
  return arrivalRate * sojourn;
}

function memoryWords({limit, requestName, requestOne, bytesPerRequest}: GaugeData): string {
  const next = `${requestOne.charAt(0).toUpperCase()}${requestOne.slice(1)} ${formatNumber(limit + 1)}`;
  return `Memory for ${formatNumber(limit)} ${limit === 1 ? requestOne : requestName} of ${formatBytes(bytesPerRequest)} is all there is. ${next} finds none.`;
}
