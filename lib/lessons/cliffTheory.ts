/** What theory says of the cliff's queues, where it says something exact. */
import {ddc} from "../queueing/ddc.js";
import {gim1} from "../queueing/gim1.js";
import type {SojournLaw, WaitLaw} from "../queueing/law.js";
import {md1} from "../queueing/md1.js";
import {mg1} from "../queueing/mg1.js";
import {mg11} from "../queueing/mg11.js";
import {mmc} from "../queueing/mmc.js";
import {mmck} from "../queueing/mmck.js";
import type {QueueMeasures} from "../queueing/queueMeasures.js";
import type {CliffQueue, CliffShape} from "./cliffGrid.js";

/** Measures, and the laws of wait and sojourn where they are known. */
export type CliffTheory = QueueMeasures & Partial<WaitLaw & SojournLaw>;

/**
 * The exact closed form of a queue of mean service time 1 at a utilization, or null where none is known here: D/D/c,
 * M/M/c, M/M/c/K, D/M/1 and GI/M/1 with gamma gaps, M/D/1, M/G/1 (means alone) and M/G/1/1.
 *
 * @example
 * cliffTheory(cliffQueues[0], cliffShapes[1], 0.95).sojournQuantile(0.99) // => 92.1034037198
 * cliffTheory(cliffQueues[0], cliffShapes[3], 0.95) // => null
 */
export function cliffTheory(
  {service, serviceScv, servers, capacity}: CliffQueue,
  {id, indexOfDispersion}: Pick<CliffShape, "id" | "indexOfDispersion">,
  utilization: number
): CliffTheory | null {
  const arrivalRate = utilization * servers;
  const endless = capacity === Infinity;
  const endlessSingle = endless && servers === 1;
  if (id === "deterministic" && endless && service.kind === "deterministic")
    return ddc({arrivalRate, serviceTime: 1, servers});
  if (id !== "poisson")
    return id !== "mmpp" && endlessSingle && service.kind === "exponential"
      ? gim1({arrivalRate, serviceRate: 1, arrivalScv: indexOfDispersion})
      : null;
  if (service.kind === "exponential")
    return endless
      ? mmc({arrivalRate, serviceRate: 1, servers})
      : mmck({arrivalRate, serviceRate: 1, servers, capacity});
  if (capacity === 1) return mg11({arrivalRate, serviceTime: 1});
  if (!endlessSingle) return null;
  return service.kind === "deterministic"
    ? md1({arrivalRate, serviceTime: 1})
    : mg1({arrivalRate, serviceTime: 1, serviceScv});
}
