/**
 * Markov-modulated Poisson process of two states, calm and burst (Heffes & Lucantoni 1986): the arrivals are correlated,
 * which no renewal process shows, and it is this correlation that fills queues.
 */
import {invalid, requirePositive} from "../invalid.js";
import {exponential} from "./exponential.js";
import type {RandomSource} from "./randomSource.js";

export interface MmppOptions {
  /** Long-run mean arrival rate [1/s]. */
  readonly rate: number;
  /** Arrival rate in the burst over the rate in the calm [1], >= 1. */
  readonly burstRatio: number;
  /** Share of time spent in bursts [1], in (0, 1); default 0.1. */
  readonly burstFraction?: number;
  /** Mean length of a burst [s]. */
  readonly dwell: number;
}

/** The two Poisson rates [1/s] and the rates of leaving each state [1/s]. */
export interface MmppRates {
  readonly calmRate: number;
  readonly burstRate: number;
  readonly leaveCalm: number;
  readonly leaveBurst: number;
}

/**
 * The rates of the two-state process behind a mean rate, a burst ratio, a share of time in bursts and a dwell time.
 *
 * calmRate = rate / (1 + burstFraction (burstRatio - 1)), burstRate = burstRatio calmRate, leaveBurst = 1 / dwell,
 * leaveCalm = leaveBurst burstFraction / (1 - burstFraction), all [1/s]. Throws RangeError on values out of range.
 *
 * @example
 * mmppRates({rate: 100, burstRatio: 6, burstFraction: 0.2, dwell: 0.5}) // => {calmRate: 50, burstRate: 300, leaveCalm: 0.5, leaveBurst: 2}
 */
export function mmppRates({rate, burstRatio, burstFraction = 0.1, dwell}: MmppOptions): MmppRates {
  requirePositive("rate", rate);
  if (!(burstRatio >= 1 && burstRatio < Infinity)) throw invalid("burstRatio", burstRatio);
  if (!(burstFraction > 0 && burstFraction < 1)) throw invalid("burstFraction", burstFraction);
  requirePositive("dwell", dwell);
  const calmRate = rate / (1 + burstFraction * (burstRatio - 1));
  const leaveBurst = 1 / dwell;
  return {
    calmRate,
    burstRate: burstRatio * calmRate,
    leaveCalm: (leaveBurst * burstFraction) / (1 - burstFraction),
    leaveBurst
  };
}

/**
 * The index of dispersion for counts of a two-state MMPP: variance over mean of the number of arrivals in a window.
 *
 * I(t) = 1 + 2 D (1 - (1 - exp(-s t)) / (s t)), s = leaveCalm + leaveBurst,
 * D = leaveCalm leaveBurst (burstRate - calmRate)^2 / (s^2 (calmRate leaveBurst + burstRate leaveCalm)); it grows from 1
 * to 1 + 2 D. window [s] > 0, Infinity for the limit. Source: Heffes & Lucantoni 1986, IEEE JSAC 4(6), eq. (9).
 *
 * @example
 * mmppIndexOfDispersion({rate: 100, burstRatio: 1, dwell: 1}, 10) // => 1
 */
export function mmppIndexOfDispersion(options: MmppOptions, window: number): number {
  if (!(window > 0)) throw invalid("window", window);
  const {calmRate, burstRate, leaveCalm, leaveBurst} = mmppRates(options);
  const s = leaveCalm + leaveBurst;
  const gap = burstRate - calmRate;
  const d = (leaveCalm * leaveBurst * gap * gap) / (s * s * (calmRate * leaveBurst + burstRate * leaveCalm));
  return 1 + 2 * d * (1 + Math.expm1(-s * window) / (s * window));
}

/**
 * A generator of the arrival times [s] of a two-state MMPP, started in its steady state: each call gives the next.
 *
 * `phases` decides the states and `gaps` the arrivals, so that two loads in the same bursts can be compared.
 *
 * @example
 * mmppArrivals({rate: 10, burstRatio: 4, dwell: 1}, randomSource(1, "phases"), randomSource(1, "arrivals"))() > 0 // => true
 */
export function mmppArrivals(options: MmppOptions, phases: RandomSource, gaps: RandomSource): () => number {
  const {calmRate, burstRate, leaveCalm, leaveBurst} = mmppRates(options);
  let burst = phases.uniform() < leaveCalm / (leaveCalm + leaveBurst);
  let now = 0;
  let end = exponential(phases) / (burst ? leaveBurst : leaveCalm);
  return () => {
    // The next arrival comes when the integrated rate has grown by an exponential of mean 1.
    let due = exponential(gaps);
    for (;;) {
      const rate = burst ? burstRate : calmRate;
      const room = (end - now) * rate;
      if (due <= room) {
        now += due / rate;
        return now;
      }
      due -= room;
      now = end;
      burst = !burst;
      end += exponential(phases) / (burst ? leaveBurst : leaveCalm);
    }
  };
}
