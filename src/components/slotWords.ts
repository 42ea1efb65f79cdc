/** Slots in words: the moment's sentence, the shares' table, the key of the patterns. */
import {formatPercent} from "../lib/format.js";
import {countAt, type SlotTimeline} from "../lib/lessons/cliffViews.js";
import {slotShares, slotsAt} from "../lib/lessons/slotShares.js";
import {patternKey} from "./marks/patternKey.js";

/** What the uses are called on a track. */
export interface SlotWords {
  readonly full: string;
  readonly light: string;
  readonly padding: string;
  /** "request", "frame". */
  readonly one: string;
  readonly many: string;
}

/** One sentence for a moment of both policies. */
export function slotSentence(
  timelines: readonly SlotTimeline[],
  time: number,
  {rows, words}: {readonly rows: number; readonly words: SlotWords}
): string {
  return timelines
    .map((timeline) => {
      const {full, light, padding} = slotsAt(timeline, time, rows);
      const waiting = countAt(timeline.waiting, time);
      const held = padding > 0 ? `, ${padding} held by ${words.many} that are done` : "";
      const does = timeline.oneMachine
        ? full + light > 0
          ? `computes ${full + light === 1 ? `one ${words.one}` : `${full + light} ${words.many}`}`
          : "idles"
        : `${full} ${words.full}, ${light} ${words.light}${held}`;
      return `${timeline.name}: ${does}, ${waiting} wait${waiting === 1 ? "s" : ""}.`;
    })
    .join(" ");
}

/** The shares of slot time, and the moment's counts, policy by policy. */
export function slotTable(
  timelines: readonly SlotTimeline[],
  time: number,
  {rows, words}: {readonly rows: number; readonly words: SlotWords}
): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: [
      "policy",
      "computed",
      words.padding,
      "idle",
      "bubbles",
      `now ${words.full}`,
      `now ${words.light}`,
      "now waiting"
    ],
    rows: timelines.map((timeline) => {
      const shares = slotShares(timeline, rows);
      const now = slotsAt(timeline, time, rows);
      return [
        timeline.name,
        ...[shares.useful, shares.padding, shares.idle, shares.bubble].map((share) =>
          formatPercent(share, 3)
        ),
        now.full,
        now.light,
        countAt(timeline.waiting, time)
      ];
    })
  };
}

/** The patterns' key. */
export function slotKey({oneMachine}: SlotTimeline, words: SlotWords): HTMLElement {
  return patternKey([
    ["wait", oneMachine ? "waits" : "waits outside"],
    ["math", words.full],
    ["light", words.light],
    ...(oneMachine ? [] : [["padding", words.padding] as const]),
    [
      "bubble",
      oneMachine ? "the machine idles while one waits" : "a bubble: empty although one was passed over"
    ]
  ]);
}
