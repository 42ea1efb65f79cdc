/** What the film shows, in words: the sentence, the notes on its stage, and the table of those who are in the system. */
import {formatClock, formatDuration, formatNumber} from "../../lib/format.js";
import type {FilmFrame} from "../../lib/lab/filmFrame.js";

const MOST_ROWS = 60;

/** What the film shows, in one sentence and its key. */
export function filmSentence(
  frame: FilmFrame,
  {
    playing,
    duration,
    bufferPlaces
  }: {readonly playing: boolean; readonly duration: number; readonly bufferPlaces: number}
): string {
  const serving = servingCount(frame);
  const line = bufferPlaces === 0 ? "No line is possible" : `${parcels(frame.waiting.length)} on the belt`;
  const lost = frame.lost > 0 ? ` ${formatNumber(frame.lost)} lost so far.` : "";
  const key = `${bufferPlaces === 0 ? "" : "Tied: waiting. "}Solid: being served. Arrow: answered.${frame.lost > 0 ? " Crossed: lost." : ""}`;
  return `${playing ? "Playing." : `Stopped at ${formatClock(frame.time, duration)}.`} ${line}, ${formatNumber(serving)} in the rack.${lost} ${key}`;
}

/** The requests in the system at a frame, as a table: those in service by place, then the line in its order. */
export function filmTable(
  {source: {records}, waiting, serving, time}: FilmFrame,
  duration: number
): {columns: string[]; rows: (string | number)[][]} {
  const row = (request: number, state: string, place: string, since: number) => [
    request + 1,
    state,
    place,
    formatClock(since, duration),
    formatDuration(Math.max(0, time - records.arrival[request]))
  ];
  const served = serving.flatMap((served, i) =>
    served ? [row(served.request, "being served", `place ${i + 1}`, records.start[served.request])] : []
  );
  const waits = waiting.map((request, i) =>
    row(request, "waiting", `${i + 1} in line`, records.arrival[request])
  );
  const rows = [...served, ...waits];
  const hidden = rows.length - MOST_ROWS;
  return {
    columns: ["number", "state", "where", "since", "in the system for"],
    rows:
      hidden > 0
        ? [...rows.slice(0, MOST_ROWS - 1), ["…", `and ${formatNumber(hidden + 1)} more waiting`, "", "", ""]]
        : rows
  };
}

export function servingCount({serving}: FilmFrame): number {
  return serving.reduce((count, place) => count + (place ? 1 : 0), 0);
}

/** The number painted on a parcel: the last three digits, for those near each other differ in them. */
export function parcelNumber(request: number): string {
  const number = request + 1;
  return number < 1000 ? String(number) : String(number % 1000).padStart(3, "0");
}

/** Who comes next, in two lines. */
export function comingNote({next}: FilmFrame): readonly [string, string] {
  if (!next) return ["no more arrive", "in this film"];
  const others = next.together > 1 ? ` and ${formatNumber(next.together - 1)} more` : "";
  return [`${hash(next.request)}${others} arrive${others ? "" : "s"}`, `in ${formatDuration(next.in, 2)}`];
}

/** Who is first in line and since when, in two lines. */
export function headNote({waiting, time, source: {records}}: FilmFrame): readonly [string, string] | null {
  if (waiting.length === 0) return null;
  const [first] = waiting;
  return [`${hash(first)} is next:`, `${formatDuration(time - records.arrival[first])} in line`];
}

/** Who left last, in two lines. */
export function goneNote(frame: FilmFrame, short = false): readonly [string, string] | null {
  if (frame.departed === 0) return null;
  const {records, leavers} = frame.source;
  const last = leavers[frame.departed - 1];
  const ago = formatDuration(frame.time - records.departure[last]);
  const stay = formatDuration(records.departure[last] - records.arrival[last]);
  return short
    ? [`left ${ago} ago`, `after ${stay}`]
    : [`${hash(last)} left ${ago} ago,`, `${stay} after it arrived`];
}

/** Where the memory ends in the line, or how many stand beyond. */
export function fenceNote(beyond: number): string {
  return beyond > 0 ? `← ${formatNumber(beyond)} over the limit` : "memory ends";
}

/** Whether the next to arrive is lost. */
export function isFull({waiting, serving}: FilmFrame, bufferPlaces: number): boolean {
  return waiting.length >= bufferPlaces && serving.every((place) => place !== null);
}

/** What becomes of those who find no place, in wordings from long to short. */
export function lossNote(frame: FilmFrame, bufferPlaces: number): readonly string[] {
  if (bufferPlaces === Infinity)
    return ["nothing is lost here: the line has no end", "nothing is lost here", ""];
  if (isFull(frame, bufferPlaces))
    return bufferPlaces === 0 ? ["busy: the next one is lost"] : ["full: the next one is lost"];
  const free = bufferPlaces - frame.waiting.length + frame.serving.length - servingCount(frame);
  return [bufferPlaces === 0 ? "free: the next one is served" : `room for ${formatNumber(free)} more`];
}

function hash(request: number): string {
  return `#${formatNumber(request + 1)}`;
}

function parcels(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? "parcel" : "parcels"}`;
}
