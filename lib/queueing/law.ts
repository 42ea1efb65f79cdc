/** Distributions of times >= 0: their functions for the outside, with the checks, and the simplest ones. */
import {invalid} from "../invalid.js";
import {findRoot} from "./findRoot.js";

/** A distribution of a time X [s]. */
export interface Law {
  /** P(X <= t). */
  readonly cdf: (t: number) => number;
  /** P(X > t), accurate also where it is tiny. */
  readonly tail: (t: number) => number;
  /** The least t with P(X <= t) >= p; for p = 0 the least value of X. */
  readonly quantile: (p: number) => number;
}

/** The law of the time that a request waits. */
export interface WaitLaw {
  /** P(wait <= t), t [s]. */
  readonly waitCdf: (t: number) => number;
  /** P(wait > t), t [s]: accurate also where it is tiny. */
  readonly waitTail: (t: number) => number;
  /** The least t [s] with P(wait <= t) >= p. */
  readonly waitQuantile: (p: number) => number;
}

/** The law of the time from arrival to departure. */
export interface SojournLaw {
  /** P(sojourn <= t), t [s]. */
  readonly sojournCdf: (t: number) => number;
  /** P(sojourn > t), t [s]: accurate also where it is tiny, as the share of missed deadlines should be. */
  readonly sojournTail: (t: number) => number;
  /** The least t [s] with P(sojourn <= t) >= p. */
  readonly sojournQuantile: (p: number) => number;
}

export function waitLaw({cdf, tail, quantile}: Law): WaitLaw {
  return {waitCdf: cdf, waitTail: tail, waitQuantile: quantile};
}

export function sojournLaw({cdf, tail, quantile}: Law): SojournLaw {
  return {sojournCdf: cdf, sojournTail: tail, sojournQuantile: quantile};
}

/** Adds what every unbounded law shares: t < 0 and t = Infinity, p = 0 and p = 1, and the errors. */
function unbounded(law: Law): Law {
  return {
    cdf: (t) => (checkedTime(t) < 0 ? 0 : t === Infinity ? 1 : law.cdf(t)),
    tail: (t) => (checkedTime(t) < 0 ? 1 : t === Infinity ? 0 : law.tail(t)),
    quantile: (p) => (checkedProbability(p) === 0 ? 0 : p === 1 ? Infinity : law.quantile(p))
  };
}

function checkedTime(t: number): number {
  if (typeof t !== "number" || Number.isNaN(t)) throw invalid("t", t);
  return t;
}

function checkedProbability(p: number): number {
  if (!(typeof p === "number" && p >= 0 && p <= 1)) throw invalid("p", p);
  return p;
}

/** Always `value`; Infinity for the wait in a queue that never settles. */
export function constantLaw(value: number): Law {
  return {
    cdf: (t) => (checkedTime(t) < value ? 0 : 1),
    tail: (t) => (checkedTime(t) < value ? 1 : 0),
    quantile: (p) => {
      checkedProbability(p);
      return value;
    }
  };
}

/** `law` and then `by` more. */
export function shiftedLaw(law: Law, by: number): Law {
  return {
    cdf: (t) => law.cdf(t - by),
    tail: (t) => law.tail(t - by),
    quantile: (p) => law.quantile(p) + by
  };
}

/** Exponential of the given rate [1/s]. */
export function exponentialLaw(rate: number): Law {
  return delayedExponential({delayed: 1, prompt: 0, rate});
}

/** 0 with probability `prompt`, exponential with probability `delayed`; both are given, so that neither is a difference. */
export function delayedExponential({
  delayed,
  prompt,
  rate
}: {
  readonly delayed: number;
  readonly prompt: number;
  readonly rate: number;
}): Law {
  return unbounded({
    cdf: (t) => prompt - delayed * Math.expm1(-rate * t),
    tail: (t) => delayed * Math.exp(-rate * t),
    quantile: (p) => {
      const q = 1 - p;
      const body = p - prompt;
      if (atZero(p, prompt, delayed)) return 0;
      return (body < q ? Math.log1p(body / q) : Math.log(delayed / q)) / rate;
    }
  });
}

/**
 * 0 with probability `prompt`, otherwise continuous: `body(t)` = P(0 < X <= t) and `tail(t)` = P(X > t), each accurate
 * where it is small. Quantiles are roots of the logarithm of the smaller of the two. `scale` [s]: where to start.
 */
export function continuousLaw({
  delayed,
  prompt,
  body,
  tail,
  scale
}: {
  readonly delayed: number;
  readonly prompt: number;
  readonly body: (t: number) => number;
  readonly tail: (t: number) => number;
  readonly scale: number;
}): Law {
  return unbounded({
    cdf: (t) => {
      const beyond = tail(t);
      return beyond < 0.5 ? 1 - beyond : prompt + body(t);
    },
    tail,
    quantile: (p) => {
      const q = 1 - p;
      if (atZero(p, prompt, delayed)) return 0;
      // of times that a double cannot hold, nor can it a quantile
      if (scale === Infinity) return Infinity;
      return p - prompt < q ? bodyQuantile(body, p - prompt, scale) : tailQuantile(tail, q, scale);
    }
  });
}

/** Whether p is within the jump at 0, by either of its two numbers: they may differ in the last digit. */
function atZero(p: number, prompt: number, delayed: number): boolean {
  return p <= prompt || p <= 1 - delayed || 1 - p >= delayed;
}

/** Logarithm of a probability that may have underflowed. */
function logarithm(probability: number): number {
  return Math.log(Math.max(probability, Number.MIN_VALUE));
}

/** Near 0 a distribution function is a power of t: straight in logarithms. */
function bodyQuantile(body: (t: number) => number, p: number, scale: number): number {
  const target = Math.log(p);
  const excess = (logTime: number) => logarithm(body(Math.exp(logTime))) - target;
  let high = Math.log(scale);
  while (Math.exp(high) < Infinity && excess(high) < 0) ++high;
  if (Math.exp(high) === Infinity) return Infinity;
  let low = high - 1;
  while (excess(low) > 0) low = 2 * low - high;
  return Math.exp(findRoot(excess, low, high));
}

/** Far out a tail is an exponential of t: straight in its logarithm. */
function tailQuantile(tail: (t: number) => number, q: number, scale: number): number {
  const target = Math.log(q);
  const excess = (t: number) => logarithm(tail(t)) - target;
  let low = 0;
  let high = scale;
  while (high < Infinity && excess(high) > 0) {
    low = high;
    high *= 2;
  }
  return high < Infinity ? findRoot(excess, low, high) : Infinity;
}
