/**
 * How much machine a load needs when its places are to be busy only a given share of the time: the smallest whole
 * number of places, the memory they hold, and the units of hardware that have both.
 */
import {invalid, requirePositive} from "../invalid.js";
import type {ConcurrencyMission} from "../tables/track.js";
import {type ConcurrencyControls, meanServiceTime, memoryLimit} from "./concurrencyScenario.js";

export interface MachineCapacity {
  /** Mean requests in service, lambda S. */
  readonly offeredLoad: number;
  /** Smallest number of places c with lambda S / c <= utilization. */
  readonly places: number;
  /** Memory that this many requests hold at once [B]. */
  readonly bytes: number;
  /** Units of hardware with the places and with the memory. */
  readonly units: number;
}

/**
 * The capacity that the load needs at `utilization` (0 < utilization <= 1).
 *
 * c = ceil(lambda S / utilization), lambda [1/s] arrival rate, S [s] mean service time; units = whichever is larger:
 * those that c places need, those that c requests' memory needs. Holds for any arrivals: it bounds the mean load and
 * says nothing of bursts. Throws RangeError for a utilization outside (0, 1].
 * Source: Little 1961 applied to the servers.
 */
export function machineCapacity(
  mission: ConcurrencyMission,
  {arrivalRate, executionTime}: Pick<ConcurrencyControls, "arrivalRate" | "executionTime">,
  utilization: number
): MachineCapacity {
  requirePositive("arrivalRate", arrivalRate);
  if (!(utilization > 0 && utilization <= 1)) throw invalid("utilization", utilization);
  const offeredLoad = arrivalRate * meanServiceTime(mission, executionTime);
  const places = Math.max(1, Math.ceil((offeredLoad / utilization) * (1 - 1e-12)));
  return {
    offeredLoad,
    places,
    bytes: places * mission.memory.perRequest.value,
    units: Math.max(Math.ceil(places / mission.servers.perUnit), Math.ceil(places / memoryLimit(mission, 1)))
  };
}
