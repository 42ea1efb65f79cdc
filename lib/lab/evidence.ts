/** Measured evidence: one value with its unit, the configuration and the seed that it came from. */

export interface Evidence {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly configuration: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number | null;
}

const DIGITS = 4;

/**
 * The sentence that stands for a piece of evidence in a text.
 *
 * @example
 * evidenceText({label: "average L", value: 28.5, unit: "requests", configuration: {places: 24}, seed: 2621}) // => "[average L 28.5 requests; places 24; seed 2621]"
 */
export function evidenceText({label, value, unit, configuration, seed}: Evidence): string {
  const settings = Object.entries(configuration).map(([key, setting]) => `${key} ${shown(setting)}`);
  const origin = seed === null ? [] : [`seed ${seed}`];
  return `[${[`${label} ${shown(value)} ${unit}`.trim(), ...settings, ...origin].join("; ")}]`;
}

function shown(value: number | string | boolean): string {
  return typeof value === "number" ? String(Number(value.toPrecision(DIGITS))) : String(value);
}
