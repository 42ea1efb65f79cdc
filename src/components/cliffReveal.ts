/** The reveal of Part 3: what the reader said beside what it is, and how steeply it gets there. */
import {scaleLinear} from "d3";
import {html} from "htl";
import {formatNumber, formatPercent} from "../lib/format.js";
import type {LockState} from "../lib/lab/ledger.js";
import type {CliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffChoices, cliffMechanisms} from "../lib/lessons/cliffLesson.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {responsive} from "./responsive.js";
import {color, figure, pattern} from "./theme.js";
import {ticket} from "./ticket.js";

const unit = ({asks}: CliffAnswer) => (asks === "loss" ? " of 100" : "×");

/** The headline: "You said 5×. It is 92.1×." */
export function cliffHeadline({first}: LockState, answer: CliffAnswer): string {
  const truth = `It is ${formatNumber(answer.number)}${unit(answer)}.`;
  return first?.number == null
    ? `You did not say. ${truth}`
    : `You said ${formatNumber(first.number)}${unit(answer)}. ${truth}`;
}

/** The ticket beside three loads with their bars. */
export function cliffReveal(state: LockState, answer: CliffAnswer): HTMLElement {
  const unitName = answer.asks === "loss" ? "of 100 lost" : "service times";
  return html`<div><h2>${cliffHeadline(state, answer)}</h2>
    <div class="reveal">${ticket(state, {unitName, mechanisms: cliffMechanisms, choices: cliffChoices})}
    <div class="scale">${responsive((width) => revealBars(state.first?.number ?? null, answer, width))}</div></div></div>`;
}

const PITCH = 42;

/** One bar a load: the service itself is solid, what is above it waits, or is lost. */
export function revealBars(prediction: number | null, answer: CliffAnswer, width = 560): SVGSVGElement {
  const {number, atGoal, atHalf, goal, utilization, asks} = answer;
  const rows = [
    [0.5, atHalf],
    [goal, atGoal],
    [utilization, number]
  ] as const;
  const left = 46;
  const right = width - 12;
  const height = 24 + rows.length * PITCH;
  const svg = figure(
    width,
    height,
    `${asks === "loss" ? "Lost of 100" : "p99 in service times"}: ${rows.map(([load, value]) => `${formatNumber(value)} at ${formatPercent(load)}`).join(", ")}`
  );
  const shown = Math.min(prediction ?? 0, 2 * number);
  const x = scaleLinear([0, Math.max(number, shown) * (asks === "loss" ? 1.3 : 1.14)], [left, right]);
  write(svg, asks === "loss" ? "lost of 100, by offered load" : "p99 in service times, by utilization", {
    x: 2,
    y: 13,
    size: 12,
    halo: null
  });
  const waiting = pattern(svg, asks === "loss" ? "lost" : "wait");
  rows.forEach(([load, value], i) => {
    const y = 26 + i * PITCH;
    write(svg, formatPercent(load), {
      x: left - 8,
      y: y + 16,
      anchor: "end",
      size: 13,
      weight: 600,
      fill: color.ink,
      halo: null
    });
    const service = asks === "loss" ? 0 : 1;
    if (service > 0)
      svg
        .append("rect")
        .attr("x", left)
        .attr("y", y)
        .attr("width", round(Math.max(2, x(1) - left)))
        .attr("height", 22)
        .attr("fill", color.math);
    svg
      .append("rect")
      .attr("x", round(x(service)))
      .attr("y", y)
      .attr("width", round(Math.max(1, x(value) - x(service))))
      .attr("height", 22)
      .attr("fill", waiting)
      .attr("stroke", asks === "loss" ? color.lost : color.wait);
    const words = `${formatNumber(value)}${unit(answer)}`;
    const fits = right - x(value) > textWidth(words, 14, 600) + 10;
    write(svg, words, {
      x: fits ? x(value) + 8 : x(value) - 8,
      y: y + 16,
      anchor: fits ? "start" : "end",
      size: 14,
      weight: 600,
      fill: color.ink
    });
  });
  if (prediction !== null) {
    const at = x(shown);
    const y = 26 + (rows.length - 1) * PITCH;
    svg
      .append("path")
      .attr("d", `M${round(at)},${y - 12}V${y + 28}`)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 1.6)
      .attr("stroke-dasharray", "4 3");
    svg
      .append("path")
      .attr("d", `M${round(at)},${y + 3}l8,8l-8,8l-8,-8z`)
      .attr("fill", color.field)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2)
      .attr("data-part", "prediction");
    const words = `you said ${formatNumber(prediction)}${prediction > shown ? " →" : ""}`;
    const half = textWidth(words, 13, 600) / 2;
    write(svg, words, {
      x: Math.min(right - half, Math.max(2 + half, at)),
      y: y - 6,
      anchor: "middle",
      size: 13,
      weight: 600,
      fill: color.prediction
    });
  }
  return svg.node()!;
}
