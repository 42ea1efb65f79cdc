/** Playback of a film: pure state and its steps. Time is the film's own [s]; the wall clock is handed in as a difference. */

import {invalid, requireNonNegative, requirePositive} from "../invalid.js";
import {countBelow, countUpTo} from "../stats/ascending.js";

export interface FilmState {
  /** Position in the film [s], within [0, duration]. */
  readonly time: number;
  readonly playing: boolean;
  /** Multiple of the film's own pace. */
  readonly speed: number;
}

export interface FilmReel {
  /** [s]. */
  readonly duration: number;
  /** Film seconds per wall second at speed 1. */
  readonly pace: number;
  /** Ascending times of events [s]. */
  readonly events: Float64Array;
}

/** The state moved to a time, brought inside the film; a film that is sought goes on playing. */
export function sought(state: FilmState, {duration}: FilmReel, time: number): FilmState {
  if (Number.isNaN(time)) throw invalid("time", time);
  return {...state, time: Math.min(duration, Math.max(0, time))};
}

/** The state after `elapsed` [s] of wall time: it moves if it plays, and stops at the end. */
export function advanced(state: FilmState, reel: FilmReel, elapsed: number): FilmState {
  requireNonNegative("elapsed", elapsed);
  if (!state.playing) return state;
  const time = state.time + elapsed * reel.pace * state.speed;
  return time >= reel.duration ? {...state, time: reel.duration, playing: false} : {...state, time};
}

/** The state with play begun or stopped; play at the end begins anew. */
export function toggled(state: FilmState, {duration}: FilmReel): FilmState {
  if (state.playing) return {...state, playing: false};
  return {...state, playing: true, time: state.time >= duration ? 0 : state.time};
}

/** The state at another speed. */
export function withSpeed(state: FilmState, speed: number): FilmState {
  requirePositive("speed", speed);
  return {...state, speed};
}

/** The state stopped at the next event after now, or at the end where there is none. */
export function steppedForward(state: FilmState, {duration, events}: FilmReel): FilmState {
  const next = events[countUpTo(events, state.time)];
  return {...state, playing: false, time: next === undefined || next > duration ? duration : next};
}

/** The state stopped at the last event before now, or at the start where there is none. */
export function steppedBack(state: FilmState, {events}: FilmReel): FilmState {
  const index = countBelow(events, state.time) - 1;
  return {...state, playing: false, time: index < 0 ? 0 : events[index]};
}
