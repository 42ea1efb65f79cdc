/**
 * What the real machine did: each measured time or size against what the model says of the very same case. On the line
 * they agree; the band is ten per cent. What the model was fitted to is open, what it never saw is filled.
 */
import {formatNumber, formatPercent} from "../lib/format.js";
import type {CliffMeasured} from "../lib/lessons/cliffMeasured.js";
import {CURVE_HEIGHT, measuredCurve} from "./marks/measuredCurve.js";
import {shown} from "./marks/measuredMark.js";
import {partsHeight, partsList} from "./marks/partsList.js";
import {residualField, residualFieldHeight} from "./marks/residualField.js";
import {figure} from "./theme.js";

export function measuredSentence({groups, parts}: CliffMeasured): string {
  if (groups.length === 0) {
    const measured = parts.filter(({kind}) => kind === "measured").length;
    const direct = measured > 0 ? `, ${formatNumber(measured)} of them as they stand` : "";
    return `No public measurement of this machine’s line is known to us. What was measured are its parts${direct}; the line is simulated.`;
  }
  const memory = groups.find(({unit}) => unit === "B");
  const unseen = groups.find(({fitted}) => !fitted);
  const count = groups.reduce((sum, {pairs}) => sum + pairs.length, 0);
  return `${formatNumber(count)} public measurements, each beside the model’s number for the same case.${unseen ? ` On servers that it was never fitted to it is ${formatPercent(unseen.median)} off in the median` : ""}${memory ? `, on the size of ${formatNumber(memory.pairs.length)} logged KV caches ${formatPercent(memory.median)}` : ""}.`;
}

export function measuredTable({groups, parts}: CliffMeasured): {
  columns: string[];
  rows: (string | number)[][];
} {
  if (groups.length === 0)
    return {
      columns: ["part", "value", "kind", "date", "source"],
      rows: parts.map(({name, value, unit, kind, date, source}) => [
        name,
        shown(value, unit),
        kind,
        date,
        source
      ])
    };
  return {
    columns: ["case", "measured", "model", "off by", "source"],
    rows: groups.flatMap(({pairs, unit}) =>
      pairs.map(({name, measured, modelled, source}) => [
        name,
        shown(measured, unit),
        shown(modelled, unit),
        formatPercent(modelled / measured - 1, 2),
        source
      ])
    )
  };
}

/**
 * The model's curve with what was measured on it, beside how far the model is off over all measured times; or the parts
 * as a list where only those were measured.
 */
export function measuredChart(
  measured: CliffMeasured,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const {groups, curves, parts} = measured;
  const [curve] = curves;
  const wide = width >= 620 && curve !== undefined;
  const size = wide ? (width - COLUMNS) / 2 : width;
  const times = groups.filter(({unit}) => unit === "s");
  const second = times.length > 0 ? residualFieldHeight(times) : partsHeight(parts, size);
  const first = curve ? CURVE_HEIGHT : 0;
  const height = wide ? Math.max(first, second) : first + second + (curve ? 18 : 0);
  const svg = figure(width, height, "Measurements, and what the model says of them");
  if (curve) measuredCurve(svg, curve, {left: 0, top: 0, size});
  const place = {left: wide ? size + COLUMNS : 0, top: wide || !curve ? 0 : first + 18, size};
  if (times.length > 0) residualField(svg, times, place);
  else partsList(svg, parts, place);
  return svg.node()!;
}

const COLUMNS = 44;
