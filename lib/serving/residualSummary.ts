/** Residuals in groups: how many, how far off in the median and at worst. */
import {quantile} from "../stats/quantiles.js";

export interface ResidualSummary {
  readonly group: string;
  readonly points: number;
  /** Median and largest absolute relative error. */
  readonly median: number;
  readonly worst: number;
}

/**
 * The residuals of each group in one row, in the order in which the groups appear.
 *
 * @example
 * residualSummary([{group: "a", error: -0.04}, {group: "a", error: 0.02}, {group: "a", error: 0.01}]) // => [{group: "a", points: 3, median: 0.02, worst: 0.04}]
 */
export function residualSummary(
  residuals: readonly {readonly group: string; readonly error: number}[]
): readonly ResidualSummary[] {
  const groups = new Map<string, number[]>();
  for (const {group, error} of residuals) {
    const errors = groups.get(group);
    if (errors === undefined) groups.set(group, [Math.abs(error)]);
    else errors.push(Math.abs(error));
  }
  return [...groups].map(([group, errors]) => ({
    group,
    points: errors.length,
    median: quantile(errors, 0.5),
    worst: Math.max(...errors)
  }));
}
