/**
 * Multipliers to the lab's base units: seconds, bytes, requests/s, tokens/s, FLOP/s, bytes/s, watts, joules.
 * A table writes `80 * GB`; inside lib/ a quantity is always in base units. Decimal (SI) and binary (IEC) prefixes
 * have different names and are never mixed.
 */

/** Minutes and hours to seconds [s]. */
export const MINUTE = 60;
export const HOUR = 3600;

/** Fractions of a second to seconds [s]. */
export const MILLISECOND = 1e-3;
export const MICROSECOND = 1e-6;
export const NANOSECOND = 1e-9;

/** Decimal (SI) multiples of a byte [B]. */
export const KB = 1e3;
export const MB = 1e6;
export const GB = 1e9;
export const TB = 1e12;

/** Binary (IEC) multiples of a byte [B]. */
export const KIB = 2 ** 10;
export const MIB = 2 ** 20;
export const GIB = 2 ** 30;

/** SI multipliers for counts and rates: FLOP, FLOP/s, Hz, parameters, MAC. */
export const KILO = 1e3;
export const MEGA = 1e6;
export const GIGA = 1e9;
export const TERA = 1e12;
export const MILLION = 1e6;
export const BILLION = 1e9;

/** Fractions of a watt [W] and of a joule [J]. */
export const MILLIWATT = 1e-3;
export const MICROJOULE = 1e-6;

/** One hertz as events per second [1/s], and one percent as a fraction. */
export const HERTZ = 1;
export const PERCENT = 1e-2;
