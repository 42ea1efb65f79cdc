/** The memory at one moment of a run: who holds how much of it, and what is set aside and empty. */
import {countAt, type Holding, type MemoryTimeline} from "./cliffViews.js";

export interface Owner {
  readonly request: number;
  readonly used: number;
  readonly reserved: number;
  readonly shared: number;
}

export interface MemoryMoment {
  readonly time: number;
  /** In order of arrival. */
  readonly owners: readonly Owner[];
  readonly used: number;
  /** Set aside and empty. */
  readonly empty: number;
  readonly kept: number;
  readonly free: number;
  readonly capacity: number;
  readonly waiting: number;
  /** The last job that was thrown out for want of memory, and when; null if none was. */
  readonly preempted: {readonly request: number; readonly time: number} | null;
}

/** The memory at a moment [s]. */
export function memoryAt(timeline: MemoryTimeline, time: number): MemoryMoment {
  const {capacity, block, kept, holdings, waiting} = timeline;
  const owners: Owner[] = [];
  let preempted: MemoryMoment["preempted"] = null;
  for (const holding of holdings) {
    if (holding.preempted && holding.to <= time && (preempted === null || holding.to > preempted.time))
      preempted = {request: holding.request, time: holding.to};
    if (!(holding.from <= time && time < holding.to)) continue;
    const used = usedAt(holding, time);
    const reserved = reservedFor(holding.reserved, used, block);
    owners.push({request: holding.request, used, reserved, shared: Math.min(holding.shared, used)});
  }
  owners.sort((a, b) => a.request - b.request);
  const own = owners.reduce((sum, {used, shared}) => sum + used - shared, 0);
  const taken = owners.reduce((sum, {reserved, shared}) => sum + reserved - shared, 0);
  return {
    time,
    owners,
    used: own,
    empty: taken - own,
    kept,
    free: Math.max(0, capacity - kept - taken),
    capacity,
    waiting: countAt(waiting, time),
    preempted
  };
}

function reservedFor(reserved: Holding["reserved"], used: number, block: number): number {
  if (typeof reserved === "number") return reserved;
  const blocks = Math.ceil(used / block);
  return block * (reserved === "power" && blocks > 0 ? 2 ** Math.ceil(Math.log2(blocks)) : blocks);
}

function usedAt({growsFrom, to, usedFrom, usedTo}: Holding, time: number): number {
  if (time <= growsFrom || to <= growsFrom) return usedFrom;
  return Math.floor(usedFrom + ((usedTo - usedFrom) * (time - growsFrom)) / (to - growsFrom));
}
