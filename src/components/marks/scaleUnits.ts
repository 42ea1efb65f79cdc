/** One unit for a whole column or scale, so that its numbers can be compared at a glance. */
import {GB, HOUR, KB, MB, MICROSECOND, MILLISECOND, MINUTE, TB} from "../../lib/units.js";

export interface Unit {
  readonly name: string;
  /** In base units. */
  readonly size: number;
}

const BYTES: readonly Unit[] = [
  {name: "TB", size: TB},
  {name: "GB", size: GB},
  {name: "MB", size: MB},
  {name: "kB", size: KB},
  {name: "B", size: 1}
];

const TIMES: readonly Unit[] = [
  {name: "h", size: HOUR},
  {name: "min", size: MINUTE},
  {name: "s", size: 1},
  {name: "ms", size: MILLISECOND},
  {name: "µs", size: MICROSECOND}
];

/** The unit in which `bytes` is a number of at least 1. */
export function byteUnit(bytes: number): Unit {
  return unitOf(bytes, BYTES);
}

/** The unit in which `seconds` is a number of at least 1; seconds up to two minutes. */
export function timeUnit(seconds: number): Unit {
  return unitOf(seconds, Math.abs(seconds) < 2 * MINUTE ? TIMES.slice(2) : TIMES);
}

function unitOf(value: number, units: readonly Unit[]): Unit {
  const plain = units.find(({size}) => size === 1) ?? units[0];
  if (!Number.isFinite(value) || value === 0) return plain;
  return units.find(({size}) => Math.abs(value) >= size * 0.9995) ?? units[units.length - 1];
}
