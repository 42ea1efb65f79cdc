/** The machines of the space in blocks: a column a policy, a band a way to divide the memory, a strip a machine. */
import {scaleLinear} from "d3";
import {formatNumber} from "../lib/format.js";
import {levelsOf} from "../lib/lessons/cliffControls.js";
import type {ServingConfiguration} from "../lib/lessons/servingGrid.js";
import {machineWords, sameLevels} from "../lib/lessons/servingSpace.js";
import type {SpaceData} from "./cliffSpaceChart.js";
import {fitWords} from "./marks/fitWords.js";
import {type Strip, spaceStrips} from "./marks/spaceStrips.js";
import {textWidth} from "./marks/textWidth.js";
import {wrapWords} from "./marks/wrapWords.js";
import {write} from "./marks/write.js";
import {color, figure} from "./theme.js";

const PITCH = 13;
const BAR = 9;
/** Of a column [px]. */
const NARROWEST = 100;

/** The blocks; null where their columns would be too narrow to read. */
export function spaceBlocks({mission, machines, own}: SpaceData, width: number): SVGSVGElement | null {
  const policies = levelsOf(mission, "policy");
  const pools = levelsOf(mission, "pool");
  const inner = (levels: ServingConfiguration) => machineWords(mission, levels, ["state", "precision"]);
  const order = (levels: ServingConfiguration) =>
    levelsOf(mission, "state").findIndex(({id}) => id === levels.state) * 100 +
    levelsOf(mission, "precision").findIndex(({id}) => id === levels.precision);
  const bands = pools.map(({id, name}) => {
    const within = machines.filter(({levels}) => levels.pool === id);
    const rows = [...new Map(within.map(({levels}) => [inner(levels), order(levels)]))]
      .sort((a, b) => a[1] - b[1])
      .map(([words]) => words);
    return {id, name, within, rows};
  });
  const left = Math.min(
    0.3 * width,
    Math.max(...bands.flatMap(({rows}) => rows.map((words) => textWidth(words, 11)))) + 10
  );
  const gap = 14;
  const size = (width - left - gap * (policies.length - 1)) / policies.length;
  if (size < NARROWEST) return null;
  const heads = policies.map(({name}) => wrapWords(name, size, 12.5, 600));
  const lines = Math.max(...heads.map(({length}) => length));
  const head = 10 + 15 * lines;
  const total = head + bands.reduce((sum, {rows}) => sum + 22 + rows.length * PITCH + 8, 0) + 34;
  const svg = figure(width, total, "Every machine over the arrival rate: where all demands hold");
  const strips: Strip[] = [];
  const x = scaleLinear([0, mission.arrivalRange.max], [0, size]);
  heads.forEach((words, column) => {
    words.forEach((line, i) => {
      write(svg, line, {
        x: left + column * (size + gap),
        y: head - 10 - 15 * (words.length - 1 - i),
        size: 12.5,
        weight: 600,
        fill: color.ink,
        halo: null
      });
    });
  });
  let top = head;
  for (const {name, within, rows} of bands) {
    write(svg, name, {x: 0, y: top + 14, size: 12, weight: 600, fill: color.ink, halo: null});
    rows.forEach((words, r) => {
      const y = top + 22 + r * PITCH;
      write(svg, fitWords(words, left - 8, 11), {
        x: left - 8,
        y: y + 8.5,
        anchor: "end",
        size: 11,
        halo: null
      });
      policies.forEach(({id}, column) => {
        const machine = within.find(({levels}) => levels.policy === id && inner(levels) === words);
        if (machine)
          strips.push({
            machine,
            left: left + column * (size + gap),
            top: y,
            own: sameLevels(machine.levels, own)
          });
      });
    });
    top += 22 + rows.length * PITCH + 8;
  }
  const foot = top;
  spaceStrips(svg, strips, {
    x,
    height: BAR,
    target: mission.throughputTarget.value,
    edge: mission.arrivalRange.max
  });
  policies.forEach((_, column) => {
    axis(left + column * (size + gap), column === policies.length - 1);
  });
  function axis(from: number, last: boolean): void {
    for (const tick of [0, mission.throughputTarget.value, mission.arrivalRange.max]) {
      const end = tick === mission.arrivalRange.max;
      write(svg, formatNumber(tick), {
        x: from + x(tick),
        y: foot + 8,
        anchor: tick === 0 ? "start" : end ? "end" : "middle",
        size: 10.5,
        weight: tick === mission.throughputTarget.value ? 600 : 400,
        halo: null
      });
    }
    if (last)
      write(svg, "arrivals per second", {x: from + size, y: foot + 24, anchor: "end", size: 11, halo: null});
  }
  return svg.node()!;
}
