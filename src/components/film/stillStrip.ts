/** The film as a strip of stills, for those who asked for less motion: six moments worth seeing, each a way to it. */
import {html} from "htl";
import {formatNumber} from "../../lib/format.js";
import {type FilmIndex, filmFrame} from "../../lib/lab/filmFrame.js";
import {type FilmStill, filmStills, type StillReason} from "../../lib/lab/filmStills.js";
import {clockWords} from "../marks/clockTicks.js";
import type {Motion} from "./filmMotion.js";
import {filmStage, type StageOptions} from "./filmStage.js";
import {servingCount} from "./filmWords.js";

export interface StillStripOptions {
  readonly width: number;
  readonly duration: number;
  readonly surge: {readonly time: number; readonly label: string} | null;
  /** Moments to show [s]; by default those where something happens first, or most. */
  readonly moments: readonly number[] | undefined;
  readonly stage: Omit<StageOptions, "width">;
  readonly motion: Motion;
  readonly onChoose: (time: number) => void;
}

const GAP = 16;
const LEAST = 288;
const FRAME = 18;

/** The stills of a run, side by side where there is room. */
export function stillStrip(
  index: FilmIndex,
  {width, duration, surge, moments, stage, motion, onChoose}: StillStripOptions
): HTMLElement[] {
  const columns = Math.max(1, Math.floor((width + GAP) / (LEAST + GAP)));
  const each = Math.floor((width - (columns - 1) * GAP) / columns) - FRAME;
  const words: Readonly<Record<StillReason, string>> = {
    firstWait: "the first one waits",
    firstLoss: "the first one is lost",
    surge: surge?.label ?? "",
    fullest: "the fullest moment",
    end: "the end",
    between: ""
  };
  const stills: readonly FilmStill[] =
    moments?.map((time) => ({time, reason: "between"})) ??
    filmStills(index, {duration, surge: surge?.time ?? null});
  return stills.map(({time, reason}) => {
    const frame = filmFrame(index, time, {recent: motion.recent});
    const picture = filmStage({...stage, width: each});
    picture.render(frame, motion);
    const [clock] = clockWords([time], duration);
    const counts = `${formatNumber(frame.waiting.length)} waiting, ${formatNumber(servingCount(frame))} being served${frame.lost > 0 ? `, ${formatNumber(frame.lost)} lost` : ""}`;
    picture.element.setAttribute("aria-label", `Still at ${clock}: ${counts}`);
    return html`<figure>${picture.element}<figcaption><button type="button" class="linkbutton" aria-label=${`Go to ${clock}`} onclick=${() => onChoose(time)}>${clock}</button> ${words[reason]}</figcaption></figure>`;
  });
}
