/** The moments of a film that are worth a still: where something happens first, or most, and evenly between them. */
import {requireInteger, requirePositive} from "../invalid.js";
import type {FilmIndex} from "./filmFrame.js";

export type StillReason = "firstWait" | "firstLoss" | "surge" | "fullest" | "end" | "between";

export interface FilmStill {
  /** [s]. */
  readonly time: number;
  readonly reason: StillReason;
}

/**
 * At most `count` moments of [0, duration], ascending and distinct: the surge, the first wait, the first loss, the
 * fullest moment and the end, then the middles of the widest gaps. The later of two reasons for one moment is dropped.
 *
 * duration, surge [s].
 */
export function filmStills(
  index: FilmIndex,
  {
    duration,
    surge = null,
    count = 6
  }: {readonly duration: number; readonly surge?: number | null; readonly count?: number}
): FilmStill[] {
  requirePositive("duration", duration);
  requireInteger("count", count);
  const wished: (readonly [number | null, StillReason])[] = [
    [duration, "end"],
    [fullest(index, duration), "fullest"],
    [index.losses[0] ?? null, "firstLoss"],
    [firstWait(index), "firstWait"],
    [surge, "surge"]
  ];
  const stills: FilmStill[] = [];
  for (const [time, reason] of wished) {
    if (stills.length >= count || time === null || time < 0 || time > duration) continue;
    if (!stills.some((still) => still.time === time)) stills.push({time, reason});
  }
  stills.sort((a, b) => a.time - b.time);
  while (stills.length < count) {
    const bounds = [0, ...stills.map(({time}) => time)];
    let widest = 0;
    for (let i = 1; i < stills.length; ++i)
      if (bounds[i + 1] - bounds[i] > bounds[widest + 1] - bounds[widest]) widest = i;
    const time = (bounds[widest] + bounds[widest + 1]) / 2;
    if (!(time > bounds[widest] && time < bounds[widest + 1])) break;
    stills.splice(widest, 0, {time, reason: "between"});
  }
  return stills;
}

/** When the first request that has to wait arrives [s]. */
function firstWait({arrivals, starts}: FilmIndex): number | null {
  const first = arrivals.findIndex((arrival, i) => starts[i] > arrival);
  return first < 0 ? null : arrivals[first];
}

/** When the most are in the system within the film [s]; null where never more are than the places serve. */
function fullest({arrivals, departures, records}: FilmIndex, duration: number): number | null {
  let most = records.servers;
  let when: number | null = null;
  let departed = 0;
  for (let arrived = 0; arrived < arrivals.length && arrivals[arrived] <= duration; ++arrived) {
    while (departures[departed] <= arrivals[arrived]) ++departed;
    if (arrived + 1 - departed <= most) continue;
    most = arrived + 1 - departed;
    when = arrivals[arrived];
  }
  return when;
}
