/** The number in the system over a film, thinned to pixel columns without losing a peak or a valley. */
import type {FilmIndex} from "../../lib/lab/filmFrame.js";

/** One entry for each column in which something happens. */
export interface TimelineColumns {
  /** When the first of its events happens [s]. */
  readonly times: number[];
  /** In the system: the fewest and the most within the column, and what it ends with. */
  readonly fewest: number[];
  readonly most: number[];
  readonly last: number[];
  /** In service at its end. */
  readonly serving: number[];
}

/** [0, duration] in `count` equal columns; what happens at one instant is one step. */
export function timelineColumns(
  {arrivals, starts, departures}: FilmIndex,
  duration: number,
  count: number
): TimelineColumns {
  const columns: TimelineColumns = {times: [], fewest: [], most: [], last: [], serving: []};
  let [arrived, started, departed] = [0, 0, 0];
  let current = -1;
  for (;;) {
    const time = Math.min(
      arrivals[arrived] ?? Infinity,
      starts[started] ?? Infinity,
      departures[departed] ?? Infinity
    );
    if (time > duration || time === Infinity) return columns;
    while (departures[departed] === time) ++departed;
    while (arrivals[arrived] === time) ++arrived;
    while (starts[started] === time) ++started;
    const inside = arrived - departed;
    const column = Math.min(count - 1, Math.floor((time / duration) * count));
    if (column !== current) {
      current = column;
      columns.times.push(time);
      columns.fewest.push(inside);
      columns.most.push(inside);
      columns.last.push(inside);
      columns.serving.push(started - departed);
      continue;
    }
    const i = columns.times.length - 1;
    columns.fewest[i] = Math.min(columns.fewest[i], inside);
    columns.most[i] = Math.max(columns.most[i], inside);
    columns.last[i] = inside;
    columns.serving[i] = started - departed;
  }
}
