/** Curves of the model that public measurements can be drawn over. */
import {batchTime} from "../simulation/sharedMachine.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {llmModels} from "../tables/llmModels.js";
import type {SharedMachineRow} from "../tables/track.js";
import {type UnseenMeasurement, unseenMeasurements} from "../tables/unseenMeasurements.js";
import {closedLoopTpot} from "./closedLoopTpot.js";

/** A time [s] over a number of clients or of jobs in a batch: the model's curve, and what was measured of it. */
export interface MeasuredCurve {
  readonly title: string;
  readonly xName: string;
  readonly model: readonly {readonly x: number; readonly y: number}[];
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly kind: string;
    readonly source: string;
  }[];
  /** Whether the model's constants were fitted to the points. */
  readonly fitted: boolean;
}

const CLIENTS = [1, 2, 4, 8, 12, 16, 24, 32];

/** The server that was measured at the most numbers of clients, simulated at these and at others. */
export function clientsCurve(): MeasuredCurve {
  const key = ({hardware}: UnseenMeasurement) => JSON.stringify(hardware);
  const all = unseenMeasurements.map((row) => unseenMeasurements.filter((other) => key(other) === key(row)));
  const rows = all.reduce((best, own) => (own.length > best.length ? own : best));
  const [first] = rows as [UnseenMeasurement];
  return {
    title: `${llmModels[first.hardware.model].name} on ${gpuDevices[first.hardware.device].name}: time per output token`,
    xName: "clients",
    model: CLIENTS.map((clients) => ({x: clients, y: closedLoopTpot({...nearest(rows, clients), clients})})),
    points: rows.map(({clients, tpot, source}) => ({x: clients, y: tpot, kind: "measured", source})),
    fitted: false
  };
}

function nearest(rows: readonly UnseenMeasurement[], clients: number): UnseenMeasurement {
  return rows.reduce((best, row) =>
    Math.abs(row.clients - clients) < Math.abs(best.clients - clients) ? row : best
  );
}

/** The time of a batch over its size, where more than one size is known. */
export function batchCurves({batchCurve, device}: SharedMachineRow): readonly MeasuredCurve[] {
  if (batchCurve.length < 2) return [];
  const most = batchCurve.at(-1)!.batch;
  const curve = batchCurve.map(({batch, time}) => ({batch, time: time.value}));
  const sizes = Array.from({length: most}, (_, k) => k + 1);
  return [
    {
      title: `${device.one}: time of a batch`,
      xName: "in the batch",
      model: sizes.map((size) => ({x: size, y: batchTime(curve, size)})),
      points: batchCurve.map(({batch, time}) => ({
        x: batch,
        y: time.value,
        kind: time.kind,
        source: time.source
      })),
      fitted: true
    }
  ];
}
