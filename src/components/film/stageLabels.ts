/** The words on the film's stage: each zone's name and count, and, while a reader can follow, who is next and who left. */
import {formatNumber} from "../../lib/format.js";
import type {FilmFrame} from "../../lib/lab/filmFrame.js";
import {textWidth} from "../marks/textWidth.js";
import {type Writing, write} from "../marks/write.js";
import {color, type SvgSelection} from "../theme.js";
import {comingNote, fenceNote, goneNote, headNote, isFull, lossNote, servingCount} from "./filmWords.js";
import {FENCE_GAP, type StageLayout} from "./stageParts.js";

export interface LabelOptions {
  readonly bufferPlaces: number;
  readonly rackName: string;
}

/** Writes what a frame says; `notes` adds what can only be read at leisure. */
export type Labels = (frame: FilmFrame, notes: boolean) => void;

const NUMBERED_FROM = 23;
/** A line shorter than this [px] has no room for two notes side by side. */
const SHORT_LINE = 260;
const SHORT_FENCED_LINE = 360;
/** A way out narrower than this [px] gets the short wording. */
const SHORT_EXIT = 160;

export function wideLabels(
  svg: SvgSelection,
  layout: StageLayout,
  {bufferPlaces, rackName}: LabelOptions
): Labels {
  const {words, line, box, belt, bin, entry, rack, width} = layout;
  const heading = {size: 13, weight: 600, halo: null};
  const waiting = label(svg, {...words.waiting, fill: color.waitInk, ...heading});
  const waitingRoom = words.rack.x - words.waiting.x - 14;
  const rackWords = fitting(words.left.x - words.rack.x - 12, 13, rackName, rackName.split(":")[0]);
  write(svg, rackWords, {...words.rack, fill: color.mathInk, ...heading});
  const left = label(svg, {...words.left, fill: color.transferInk, ...heading});

  const above = line.y - box / 2 - (box >= NUMBERED_FROM ? 22 : 7);
  const [top] = entry;
  const coming = twoLines(svg, {x: top.x + box / 2 + 14, y: top.y - 6});
  const short =
    belt !== null &&
    layout.hatch === null &&
    belt.width < (line.fence === null ? SHORT_LINE : SHORT_FENCED_LINE);
  const head = twoLines(svg, {x: line.x + box / 2, y: above - (short ? 36 : 20), anchor: "end"});
  const awayTop = layout.away.y - layout.awayBox / 2 - (layout.awayBox >= NUMBERED_FROM ? 22 : 8);
  const gone = twoLines(svg, {x: words.left.x, y: awayTop - 20});
  const more = label(svg, {x: belt ? belt.x + 4 : 0, y: above, weight: 600, fill: color.waitInk});
  const fence = fenceLabel(svg, layout, above - 3);

  const caption = label(svg, {x: 0, y: layout.height - 11, halo: null});
  const captionRoom = rack.x - 12 - words.waiting.x;
  write(
    svg,
    fitting(width - rack.x, 12, "bar under a box: share of its service done", "bar: share of service done"),
    {
      x: rack.x,
      y: layout.height - 11,
      halo: null
    }
  );
  return (frame, notes) => {
    const count = formatNumber(frame.waiting.length);
    waiting(
      bufferPlaces === 0
        ? fitting(waitingRoom, 13, "no buffer: nothing can wait", "no buffer")
        : fitting(waitingRoom, 13, `${count} waiting, first come first served`, `${count} waiting`)
    );
    left(`${formatNumber(frame.departed)} answered`);
    const hidden = frame.waiting.length - line.spots;
    more(hidden > 0 && line.fence === null ? `+ ${formatNumber(hidden)} more` : "");
    fence(frame);
    coming(notes ? comingNote(frame) : null);
    head(notes ? headNote(frame) : null);
    gone(notes ? goneNote(frame, width - words.left.x < SHORT_EXIT) : null);
    const loss = fitting(captionRoom, 12, ...lossNote(frame, bufferPlaces));
    const half = textWidth(loss, 12) / 2;
    const centre = Math.max(words.waiting.x + half, Math.min(bin.x + bin.width / 2, rack.x - 12 - half));
    caption(loss, {x: centre - half, fill: isFull(frame, bufferPlaces) ? color.lostInk : color.second});
  };
}

export function compactLabels(
  svg: SvgSelection,
  layout: StageLayout,
  {bufferPlaces, rackName}: LabelOptions
): Labels {
  const {words, line, width, box} = layout;
  const heading = {size: 12.5, weight: 600, halo: null};
  const waiting = label(svg, {...words.waiting, fill: color.waitInk, ...heading});
  const first = label(svg, {
    x: width - words.waiting.x,
    y: words.waiting.y,
    anchor: "end",
    size: 11.5,
    halo: null
  });
  const serving = label(svg, {...words.rack, fill: color.mathInk, ...heading});
  const left = label(svg, {...words.left, fill: color.transferInk, ...heading});
  const servingRoom = (words.left.y === words.rack.y ? words.left.x : width) - words.rack.x - 8;
  const fence = fenceLabel(svg, layout, line.y - box / 2 - 8);
  const firstWords = (frame: FilmFrame, notes: boolean) => {
    if (bufferPlaces < Infinity) return lossNote(frame, bufferPlaces)[0];
    if (!notes || line.fence !== null) return "";
    const note = headNote(frame);
    return note ? `first ${note[1]}` : "";
  };
  return (frame, notes) => {
    const hidden = frame.waiting.length - line.spots;
    const count = formatNumber(frame.waiting.length);
    waiting(
      bufferPlaces === 0
        ? "no buffer"
        : `${count} waiting${hidden > 0 && line.fence === null ? `, ${formatNumber(line.spots)} drawn` : ""}`
    );
    first(firstWords(frame, notes), {
      fill: isFull(frame, bufferPlaces) ? color.lostInk : color.second
    });
    fence(frame);
    const places = frame.serving.length;
    const busy = servingCount(frame);
    const served = `${formatNumber(busy)} being served`;
    serving(
      places === 1
        ? fitting(
            servingRoom,
            12.5,
            `${rackName}: ${busy === 1 ? "busy" : "free"}`,
            busy === 1 ? "busy" : "free"
          )
        : fitting(
            servingRoom,
            12.5,
            `${served}${busy < places ? ` in ${formatNumber(places)} places` : ""}`,
            served
          )
    );
    left(`${formatNumber(frame.departed)} answered`);
  };
}

/** At the fence: where the memory ends, or how many stand beyond it. */
function fenceLabel(svg: SvgSelection, {line}: StageLayout, y: number): (frame: FilmFrame) => void {
  const {fence} = line;
  if (fence === null) return () => {};
  const x = line.x + line.step * (fence - 0.5) + FENCE_GAP / 2;
  const say = label(svg, {x, y, size: 11.5, weight: 600});
  return (frame) => {
    const beyond = frame.waiting.length - fence;
    say(fenceNote(beyond), {fill: beyond > 0 ? color.lostInk : color.ink});
  };
}

/** A text that is changed only where it differs. */
function label(svg: SvgSelection, writing: Writing) {
  const text = write(svg, "", writing);
  const shown: Record<string, string | number> = {};
  return (words: string, attributes: Readonly<Record<string, string | number>> = {}) => {
    if (shown.words !== words) text.text(words);
    shown.words = words;
    for (const name in attributes) {
      if (shown[name] !== attributes[name]) text.attr(name, attributes[name]);
      shown[name] = attributes[name];
    }
  };
}

function twoLines(svg: SvgSelection, writing: Writing) {
  const lines = [label(svg, writing), label(svg, {...writing, y: writing.y + 16})];
  return (words: readonly [string, string] | null) => {
    lines.forEach((line, i) => {
      line(words?.[i] ?? "");
    });
  };
}

/** The first wording that fits, or else the last. */
function fitting(room: number, size: number, ...wordings: readonly string[]): string {
  return wordings.find((words) => textWidth(words, size, 600) <= room) ?? wordings[wordings.length - 1];
}
