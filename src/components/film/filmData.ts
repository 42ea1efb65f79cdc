/** What a film is made of: a run, its clock, and what its stage shows. */
import type {QueueRecords} from "../../lib/simulation/queueRecords.js";
import type {StageOptions} from "./filmStage.js";

/** The film as an element of a page. */
export interface RequestFilm extends HTMLElement {
  readonly value: {readonly time: number; readonly playing: boolean; readonly speed: number};
  /** Where the film stands [s]; setting it seeks. */
  time: number;
  /** Another run under the same clock: time, speed and play stay. */
  load(data: FilmData): void;
  seek(time: number): void;
  /** Stops for good and lets go of observers. */
  dispose(): void;
}

export interface FilmData {
  readonly records: QueueRecords;
  /** [s]. */
  readonly duration: number;
  /** Film seconds per second of watching at 1x. */
  readonly pace: number;
  readonly places: number;
  /** Waiting places: 0 for none, Infinity for a line without end. */
  readonly bufferPlaces: number;
  /** Requests that fit the memory. */
  readonly limit: number;
  readonly surge: {readonly time: number; readonly label: string} | null;
  readonly requestName: string;
  readonly rackName: string;
  /** Moments of the strip of stills [s]; where it is left out, those where something happens first, or most. */
  readonly stills?: readonly number[];
}

/** The most of a mean service that a parcel's way may take. */
const TRAVEL_SHARE = 0.5;

/** What of a film its stage depends on. */
export function stageOptions(data: FilmData): Omit<StageOptions, "width"> {
  const {places, bufferPlaces, limit, requestName, rackName} = data;
  return {places, bufferPlaces, limit, requestName, rackName};
}

/** Parcels move so fast [s of film] that they are seen in their place for most of their service. */
export function travelLimit({count, start, departure}: QueueRecords): number {
  let served = 0;
  let sum = 0;
  for (let i = 0; i < count; ++i) {
    if (Number.isNaN(departure[i])) continue;
    served += 1;
    sum += departure[i] - start[i];
  }
  return served > 0 ? (TRAVEL_SHARE * sum) / served : Number.POSITIVE_INFINITY;
}
