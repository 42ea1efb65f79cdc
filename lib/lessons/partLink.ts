/** What the link of every part has: how it is read and written, and the parameters that mean the same everywhere. */
import type {DecodedLink, LinkParameter} from "../lab/configurationLink.js";
import type {Range, Track} from "../tables/track.js";

/** A part's configuration in the address. */
export interface PartLink<Controls> {
  /** The controls in a query text, the track's own where it says nothing, and what was wrong with it. */
  read(track: Track, search: string): {readonly controls: Controls; readonly notes: DecodedLink["notes"]};
  /** The query text of a configuration on a track. */
  write(track: Track, controls: Controls): string;
}

const LARGEST_SEED = 2 ** 32 - 1;

/** The parameter that names the track, the same on every page. */
export function trackParameter(tracks: readonly string[], fallback: string): LinkParameter {
  return {kind: "choice", key: "track", label: "Track", options: tracks, fallback};
}

/** A control's parameter, with its range; on its grid where only the grid exists. */
export function rangeParameter(
  key: string,
  label: string,
  {min, max, step, unit, snap = false}: Range,
  fallback: number
): LinkParameter {
  return {kind: "number", key, label, min, max, fallback, unit, ...(snap ? {step} : {})};
}

/** The seed of the traffic: an integer of 32 bits. */
export function seedParameter(fallback: number): LinkParameter {
  return {
    kind: "number",
    key: "seed",
    label: "Seed",
    min: 0,
    max: LARGEST_SEED,
    step: 1,
    fallback,
    unit: ["", 1]
  };
}
