/**
 * Numbers for people: the only place that turns base units back into ms, GB or percent. Rounds to a few significant
 * digits, groups thousands with a comma, and never writes an exponent where a prefix will do.
 */
import {GB, GIGA, HOUR, KB, KILO, MB, MEGA, MICROSECOND, MILLISECOND, MINUTE, PERCENT, TB} from "./units.js";

const grouped = new Map<string, Intl.NumberFormat>();

function formatter(least: number, most: number): Intl.NumberFormat {
  const key = `${least}/${most}`;
  let format = grouped.get(key);
  if (!format) {
    format = new Intl.NumberFormat("en-US", {minimumFractionDigits: least, maximumFractionDigits: most});
    grouped.set(key, format);
  }
  return format;
}

/**
 * A number with `digits` significant digits (default 3), thousands grouped; integers of any size keep all of theirs.
 *
 * @example
 * formatNumber(28.4063) // => "28.4"
 * formatNumber(2420) // => "2,420"
 * formatNumber(0.01234) // => "0.0123"
 * formatNumber(Infinity) // => "∞"
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (magnitude >= 15 || magnitude < -9) return value.toExponential(digits - 1);
  const rounded = Number(value.toPrecision(Math.max(digits, magnitude + 1)));
  const fraction = Math.max(0, digits - 1 - magnitude);
  return formatter(0, Math.min(20, fraction)).format(rounded).replace("-", "−");
}

/**
 * A number with a fixed count of decimals, for readouts whose width must not jump.
 *
 * @example
 * formatFixed(28.44, 1) // => "28.4"
 * formatFixed(1234, 0) // => "1,234"
 */
export function formatFixed(value: number, decimals = 1): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return formatter(decimals, decimals).format(value).replace("-", "−");
}

/** A unit with its size in base units and its name, largest first. */
type Scale = readonly (readonly [size: number, name: string])[];

const TIME: Scale = [
  [HOUR, "h"],
  [MINUTE, "min"],
  [1, "s"],
  [MILLISECOND, "ms"],
  [MICROSECOND, "µs"]
];

const BYTES: Scale = [
  [TB, "TB"],
  [GB, "GB"],
  [MB, "MB"],
  [KB, "kB"],
  [1, "B"]
];

function scaled(value: number, scale: Scale, digits: number): string {
  if (!Number.isFinite(value) || value === 0)
    return `${formatNumber(value)} ${scale.find(([size]) => size === 1)![1]}`;
  const [size, name] = scale.find(([least]) => Math.abs(value) >= least * 0.9995) ?? scale[scale.length - 1]!;
  return `${formatNumber(value / size, digits)} ${name}`;
}

/**
 * A duration given in seconds, with its best unit; seconds up to two minutes.
 *
 * @example
 * formatDuration(0.01488) // => "14.9 ms"
 * formatDuration(5.17) // => "5.17 s"
 * formatDuration(90) // => "90 s"
 */
export function formatDuration(seconds: number, digits = 3): string {
  const scale = Math.abs(seconds) < 2 * MINUTE ? TIME.slice(2) : TIME;
  return scaled(seconds, scale, digits);
}

/**
 * Decimal bytes with their best prefix.
 *
 * @example
 * formatBytes(64.4e9) // => "64.4 GB"
 * formatBytes(384) // => "384 B"
 */
export function formatBytes(bytes: number, digits = 3): string {
  return scaled(bytes, BYTES, digits);
}

/**
 * A rate given in events per second.
 *
 * @example
 * formatRate(5.5) // => "5.5 per second"
 * formatRate(333.3) // => "333 per second"
 */
export function formatRate(perSecond: number, digits = 3): string {
  return `${formatNumber(perSecond, digits)} per second`;
}

/**
 * A fraction as a percentage.
 *
 * @example
 * formatPercent(0.923) // => "92%"
 * formatPercent(0.9154, 3) // => "91.5%"
 */
export function formatPercent(fraction: number, digits = 2): string {
  return `${formatNumber(fraction / PERCENT, digits)}%`;
}

/**
 * A count with an SI prefix: parameters, FLOP, tokens.
 *
 * @example
 * formatCount(70.56e9) // => "70.6 G"
 * formatCount(200000) // => "200 k"
 */
export function formatCount(value: number, digits = 3): string {
  const scale: Scale = [
    [GIGA, " G"],
    [MEGA, " M"],
    [KILO, " k"],
    [1, ""]
  ];
  const [size, name] = scale.find(([least]) => Math.abs(value) >= least) ?? scale[3]!;
  return `${formatNumber(value / size, digits)}${name}`;
}

/**
 * A moment on a film's clock, m:ss.d, or in milliseconds for films shorter than ten seconds.
 *
 * @example
 * formatClock(500) // => "8:20.0"
 * formatClock(0.0125, 0.2) // => "12.5 ms"
 */
export function formatClock(seconds: number, span = Infinity): string {
  if (span < 10) return `${formatFixed(seconds / MILLISECOND, 1)} ms`;
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / (10 * MINUTE));
  const rest = tenths - minutes * 10 * MINUTE;
  return `${minutes}:${String(Math.floor(rest / 10)).padStart(2, "0")}.${rest % 10}`;
}
