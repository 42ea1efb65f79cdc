/** One demand of the stakeholder over the arrival rate: its limit, the machine's curve with bands, deployments, now. */

import {line} from "d3";
import {formatNumber} from "../../lib/format.js";
import type {CliffPoint} from "../../lib/lessons/cliffJobs.js";
import {cliffMetrics, demandName} from "../../lib/lessons/cliffMetrics.js";
import type {Demand} from "../../lib/tables/track.js";
import type {MachineCliffData} from "../cliffMachineChart.js";
import {color, type SvgSelection} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {type DemandPanel, demandPanel, PANEL, type PanelFrame} from "./demandScale.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

/** One demand over the arrival rate, in its frame. */
export function drawDemand(svg: SvgSelection, data: MachineCliffData, frame: PanelFrame): void {
  const panel = demandPanel(data, frame);
  drawGround(svg, panel);
  drawBeyond(svg, data, panel);
  drawScale(svg, panel);
  drawCurve(svg, panel);
  drawDeployments(svg, data, panel);
  drawNow(svg, panel);
}

function drawGround(svg: SvgSelection, {demand, left, right, top, bottom, at}: DemandPanel): void {
  const limit = demand.limit.value;
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left)
    .attr("height", PANEL)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  const bad = demand.sense === "atMost" ? [top, at(limit)] : [at(limit), bottom];
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", bad[0]!)
    .attr("width", right - left)
    .attr("height", Math.max(0, bad[1]! - bad[0]!))
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.3);
}

/** Where the machine is full: no number, but how fast the line grows. */
function drawBeyond(
  svg: SvgSelection,
  {points, now, saturation}: MachineCliffData,
  {x, right, top, most}: DemandPanel
): void {
  const grows = points.some((point) => point.growth > 0);
  if (saturation > 0 && saturation < most) {
    svg
      .append("rect")
      .attr("x", round(x(saturation)))
      .attr("y", top)
      .attr("width", round(right - x(saturation)))
      .attr("height", PANEL)
      .attr("fill", grows ? beyondHatch(svg) : color.grid)
      .attr("opacity", grows ? 1 : 0.6);
    const words = "no steady state";
    const more = `by λ − ${formatNumber(saturation)} per second`;
    if (grows && right - x(saturation) > textWidth(words, 12, 600) + 14) {
      write(svg, words, {
        x: x(saturation) + 9,
        y: top + PANEL / 2 - 2,
        size: 12,
        weight: 600,
        fill: color.lostInk
      });
      if (right - x(saturation) > textWidth(`the line grows ${more}`, 11.5) + 14)
        write(svg, `the line grows ${more}`, {
          x: x(saturation) + 9,
          y: top + PANEL / 2 + 14,
          size: 11,
          fill: color.lostInk
        });
    }
  }
  if (now && now.growth > 0 && now.arrivalRate <= most) {
    svg
      .append("path")
      .attr("d", `M${round(x(now.arrivalRate))},${top + 24}l6,-12h-12z`)
      .attr("fill", color.lost);
    write(svg, "now: none", {
      x: x(now.arrivalRate) - 10,
      y: top + 22,
      anchor: "end",
      size: 12,
      weight: 600,
      fill: color.lostInk
    });
  }
}

function drawScale(svg: SvgSelection, {demand, left, right, at, ticks}: DemandPanel): void {
  const {show} = cliffMetrics[demand.metric];
  let last = Infinity;
  for (const tick of ticks) {
    if (last - at(tick) < 15) continue;
    last = at(tick);
    svg
      .append("path")
      .attr("d", `M${left},${at(tick)}H${right}`)
      .attr("stroke", color.grid);
    write(svg, show(tick).replace(" per second", "/s"), {
      x: left - 6,
      y: at(tick) + 4,
      anchor: "end",
      size: 11,
      halo: null
    });
  }
  svg
    .append("path")
    .attr("d", `M${left},${at(demand.limit.value)}H${right}`)
    .attr("stroke", color.lost)
    .attr("stroke-width", 1.6)
    .attr("stroke-dasharray", "6 4");
}

function drawCurve(svg: SvgSelection, {i, x, at, read, known, shownNow, most}: DemandPanel): void {
  // Through the bench's own run as well: between two rates of the curve there may be a dip or a peak.
  const here = shownNow && shownNow.arrivalRate <= most ? [shownNow] : [];
  const path = line<CliffPoint>(
    (point) => x(point.arrivalRate),
    (point) => at(read(point))
  )([...known, ...here].sort((a, b) => a.arrivalRate - b.arrivalRate));
  svg
    .append("path")
    .attr("d", path)
    .attr("fill", "none")
    .attr("stroke", color.waitInk)
    .attr("stroke-width", 2.2)
    .attr("stroke-linejoin", "round");
  for (const point of known) {
    const half = point.halfWidths[i]!;
    if (half > 0)
      svg
        .append("path")
        .attr("d", `M${round(x(point.arrivalRate))},${at(read(point) - half)}V${at(read(point) + half)}`)
        .attr("stroke", color.wait)
        .attr("stroke-width", 5)
        .attr("opacity", 0.4);
    svg
      .append("circle")
      .attr("cx", round(x(point.arrivalRate)))
      .attr("cy", at(read(point)))
      .attr("r", 2.6)
      .attr("fill", color.field)
      .attr("stroke", color.waitInk)
      .attr("stroke-width", 1.3);
  }
}

function drawDeployments(
  svg: SvgSelection,
  {deployments}: MachineCliffData,
  {i, x, at, most}: DemandPanel
): void {
  deployments.forEach(({arrivalRate, values: own, met, label}) => {
    if (!Number.isFinite(own[i]!)) return;
    const [cx, cy] = [round(x(Math.min(most, arrivalRate))), at(own[i]!)];
    svg
      .append("path")
      .attr("d", `M${cx},${cy - 9}l9,9l-9,9l-9,-9z`)
      .attr("fill", met ? color.passSoft : color.predictionSoft)
      .attr("stroke", met ? color.pass : color.prediction)
      .attr("stroke-width", 1.6)
      .attr("data-part", "deployment");
    write(svg, label, {
      x: cx,
      y: cy + 4,
      anchor: "middle",
      size: 10,
      weight: 600,
      fill: color.ink,
      halo: null
    });
  });
}

/** The bench's own run, at the rate of the slider. */
function drawNow(svg: SvgSelection, {demand, x, at, read, right, top, shownNow}: DemandPanel): void {
  const {show} = cliffMetrics[demand.metric];
  if (shownNow) {
    const [cx, cy] = [round(x(shownNow.arrivalRate)), at(read(shownNow))];
    svg
      .append("circle")
      .attr("cx", cx)
      .attr("cy", cy)
      .attr("r", 6)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 2)
      .attr("data-part", "now");
    const side = cx > right - 120;
    const below = cy < top + 34;
    write(svg, `now ${show(read(shownNow))}`, {
      x: cx + (side ? -10 : 10),
      y: cy + (below ? 16 : -8),
      anchor: side ? "end" : "start",
      size: 12,
      weight: 600,
      fill: color.ink
    });
  }
}

/** What a panel is about, and its limit: above it, clear of what is drawn; one below the other where it is narrow. */
export function namePanel(
  svg: SvgSelection,
  demand: Demand,
  {left, right, top}: Pick<PanelFrame, "left" | "right" | "top">
): void {
  const {show} = cliffMetrics[demand.metric];
  const name = demandName(demand);
  const limit = `${demand.sense === "atMost" ? "at most" : "at least"} ${show(demand.limit.value)}`;
  const style = {size: 12.5, weight: 600};
  const both = textWidth(name, 12.5, 600) + textWidth(limit, 12.5, 600) + 12;
  const fits = both < right - left;
  write(svg, name, {x: fits ? left : 2, y: top - (fits ? 6 : 20), ...style, fill: color.ink});
  write(svg, limit, {
    x: fits ? right : 2,
    y: top - 6,
    anchor: fits ? "end" : "start",
    ...style,
    fill: color.lostInk
  });
}
