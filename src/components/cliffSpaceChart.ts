/**
 * The whole space of machines: one strip a machine over the arrival rate, in a block for each policy and each way to
 * divide the memory. A strip is solid where all demands hold, hatched where one is missed, barred where the line grows.
 */
import {scaleLinear} from "d3";
import {formatNumber, formatPercent} from "../lib/format.js";
import {cliffMetrics, demandName} from "../lib/lessons/cliffMetrics.js";
import type {ServingConfiguration} from "../lib/lessons/servingGrid.js";
import {judgedDemands, machineWords, type SpaceMachine, sameLevels} from "../lib/lessons/servingSpace.js";
import type {CliffMission} from "../lib/tables/track.js";
import {spaceBlocks} from "./cliffSpaceBlocks.js";
import type {TableData} from "./instrument.js";
import {type Strip, spaceStrips} from "./marks/spaceStrips.js";
import {wrapWords} from "./marks/wrapWords.js";
import {write} from "./marks/write.js";
import {figure} from "./theme.js";

export interface SpaceData {
  readonly mission: CliffMission;
  readonly machines: readonly SpaceMachine[];
  /** Of the bench. */
  readonly own: ServingConfiguration;
  /** The traffic in words. */
  readonly traffic: string;
}

const BAR = 9;

/** What is seen: how many hold at the rate that is asked for, and which one goes furthest. */
export function spaceSentence({mission, machines, traffic}: SpaceData): string {
  const meeting = machines.filter(({meets}) => meets);
  const asked = formatNumber(mission.throughputTarget.value);
  const best = meeting[0];
  if (!best)
    return `${capital(traffic)}, none of the ${formatNumber(machines.length)} machines meets every demand at ${asked} per second.`;
  const share = formatPercent(best.most / best.saturation);
  return `${capital(traffic)}, ${formatNumber(meeting.length)} of ${formatNumber(machines.length)} machines meet every demand at ${asked} per second. The furthest goes ${machineWords(mission, best.levels)}: up to ${formatNumber(best.most)} per second, ${share} of what it can carry.`;
}

const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** A machine a row: what it is, how far all demands hold, what it carries, and each demand at the rate asked for. */
export function spaceTable({mission, machines}: SpaceData): TableData {
  const demands = judgedDemands(mission);
  const asked = mission.throughputTarget.value;
  return {
    columns: [
      "machine",
      "all demands hold up to [1/s]",
      "carries at most [1/s]",
      ...demands.map((demand) => `${demandName(demand)}, at ${formatNumber(asked)} per second`),
      "binds there"
    ],
    rows: machines.map(({levels, most, saturation, cells}) => {
      const cell = cells.find(({rate}) => Math.abs(rate / asked - 1) < 1e-6);
      return [
        machineWords(mission, levels),
        Number.isNaN(most) ? "nowhere" : formatNumber(most),
        saturation === 0 ? "does not fit" : formatNumber(saturation),
        ...demands.map(({metric}, i) =>
          cell && cell.state !== "full" ? cliffMetrics[metric].show(cell.outcomes[i]!.value) : "–"
        ),
        cell?.state === "full" ? "the line grows" : cell?.binding ? demandName(cell.binding.demand) : "none"
      ];
    })
  };
}

/** The blocks where there is room; where it is narrow, the machines that go furthest, and the bench's own. */
export function spaceChart(data: SpaceData, {width = 900}: {readonly width?: number} = {}): SVGSVGElement {
  return spaceBlocks(data, width) ?? ranking(data, width);
}

const SHOWN = 12;

function ranking({mission, machines, own}: SpaceData, width: number): SVGSVGElement {
  const first = machines.slice(0, SHOWN);
  const mine = machines.find(({levels}) => sameLevels(levels, own));
  const shown = mine && !first.includes(mine) ? [...first, mine] : first;
  const words = shown.map(({levels}) => wrapWords(machineWords(mission, levels), width, 11.5, 400));
  const heights = words.map(({length}) => 14 * length + BAR + 12);
  const height = heights.reduce((sum, each) => sum + each, 0) + 30;
  const svg = figure(width, height, "The machines that go furthest, over the arrival rate");
  const x = scaleLinear([0, mission.arrivalRange.max], [0, width - 4]);
  let top = 2;
  const strips: Strip[] = shown.map((machine, i) => {
    words[i]!.forEach((line, k) => {
      write(svg, line, {x: 0, y: top + 11 + 14 * k, size: 11.5, halo: null});
    });
    const strip = {machine, left: 0, top: top + 14 * words[i]!.length + 2, own: machine === mine};
    top += heights[i]!;
    return strip;
  });
  spaceStrips(svg, strips, {
    x,
    height: BAR,
    target: mission.throughputTarget.value,
    edge: mission.arrivalRange.max
  });
  for (const tick of [0, mission.throughputTarget.value, mission.arrivalRange.max])
    write(svg, formatNumber(tick), {
      x: x(tick),
      y: top + 8,
      anchor: tick === 0 ? "start" : tick === mission.arrivalRange.max ? "end" : "middle",
      size: 11,
      halo: null
    });
  write(svg, "arrivals per second", {x: width - 4, y: top + 24, anchor: "end", size: 11, halo: null});
  return svg.node()!;
}
