/** Sums of powers of a number near, at, below or above 1, without the cancellation of their textbook forms. */
import {lessProduct} from "./lessProduct.js";
import {excessOfLog} from "./poisson.js";

/** A ratio r > 0 with its distance from 1, which is known better than a subtraction from r would tell. */
export interface GeometricRatio {
  readonly value: number;
  /** 1 - r. */
  readonly gap: number;
  readonly log: number;
}

/** The ratio part / (whole x times) of numbers > 0. */
export function geometricRatio(part: number, whole: number, times = 1): GeometricRatio {
  const product = whole * times;
  const value = part / product;
  const gap = -lessProduct(part, whole, times) / product;
  return {value, gap, log: Math.abs(gap) < 0.5 ? Math.log1p(-gap) : Math.log(value)};
}

/** 1 / r. */
export function inverseRatio({value, gap, log}: GeometricRatio): GeometricRatio {
  return {value: 1 / value, gap: -gap / value, log: -log};
}

/** sum_{k=0..terms-1} r^k, for r <= 1. */
export function powerSum({gap, log}: GeometricRatio, terms: number): number {
  return gap === 0 ? terms : -Math.expm1(terms * log) / gap;
}

/**
 * sum_{k=1..terms} k r^{k-1}, for r <= 1: (1 - r^m (1 + m gap)) / gap^2 with m terms, the bracket split into two
 * positive parts around e^{-u} (1 + u), u = -m log r.
 */
export function weightedPowerSum({gap, log}: GeometricRatio, terms: number): number {
  if (gap === 0) return (terms / 2) * (terms + 1);
  const decay = -terms * log;
  const excess = gap < 0.5 ? -terms * excessOfLog(-gap) : decay - terms * gap;
  return (twoOrMore(decay) + Math.exp(-decay) * excess) / gap / gap;
}

/** P(a Poisson number of the given mean is at least 2), 1 - e^{-x} (1 + x). */
function twoOrMore(mean: number): number {
  if (mean > 1) return 1 - Math.exp(-mean) * (1 + mean);
  let term = (mean * mean) / 2;
  let sum = 0;
  for (let k = 3; sum + term !== sum; ++k) {
    sum += term;
    term *= mean / k;
  }
  return sum * Math.exp(-mean);
}
