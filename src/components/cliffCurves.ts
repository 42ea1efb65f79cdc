/** The cliff's curves of one queue, from the sweep that the build has made. */
import {cliffShapes} from "../lib/lessons/cliffGrid.js";
import type {CliffRow} from "../lib/lessons/sweepRows.js";
import type {CliffChartCurve} from "./cliffChart.js";
import {readSweep, sweepRows} from "./sweepData.js";

/** The traffic that the page shows: the calmest, the textbook's, the wildest. */
const SHOWN = ["deterministic", "poisson", "mmpp"];

/** The curves of a queue, by its name in the sweep. */
export function cliffCurves(bytes: ArrayBuffer | Uint8Array, queue: string): readonly CliffChartCurve[] {
  const sweep = readSweep(bytes);
  return cliffShapes
    .filter(({id}) => SHOWN.includes(id))
    .map(({id, name}) => ({
      id,
      name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      points: sweepRows<CliffRow>(sweep, {queue, shape: id}).map((row) => ({
        utilization: row.utilization,
        mean: row.mean,
        p50: row.p50,
        p99: row.p99,
        p999: row.p999,
        halfWidth: row.hwP99,
        loss: row.loss,
        lossHalfWidth: row.hwLoss,
        growth: row.growth,
        theoryMean: row.theoryMean,
        theoryP99: row.theoryP99,
        theoryLoss: row.theoryLoss
      }))
    }));
}
