/** The four tracks, one row each. A new track is a file in tracks/ and a line here. */
import type {Track} from "./track.js";
import {cloud} from "./tracks/cloud.js";
import {edge} from "./tracks/edge.js";
import {mobile} from "./tracks/mobile.js";
import {tiny} from "./tracks/tiny.js";

export const tracks: readonly Track[] = [cloud, edge, mobile, tiny];

export const trackIds: readonly string[] = tracks.map(({id}) => id);

/** The row of a track, or undefined for an id that is none. */
export function trackOf(id: string | null | undefined): Track | undefined {
  return tracks.find((track) => track.id === id);
}
