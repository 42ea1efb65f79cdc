/**
 * Bubbles and memory, two policies side by side on the same arrivals: slots over time above, the memory at one moment
 * below, and a scrubber that goes from iteration to iteration.
 */
import {html} from "htl";
import type {CliffContrast, CliffLook} from "../lib/lessons/cliffJobs.js";
import {memoryAt} from "../lib/lessons/memoryAt.js";
import {type MemoryOptions, memoryFigure, memoryKey, memorySentence, memoryTable} from "./cliffMemory.js";
import {scrubber} from "./cliffScrubber.js";
import {type SlotFigure, slotFigure} from "./cliffSlots.js";
import type {Instrument, TableData} from "./instrument.js";
import {type SlotWords, slotKey, slotSentence, slotTable} from "./slotWords.js";
import {uniqueId} from "./theme.js";

/** One policy: its slots, its memory. */
export type BubbleSide = Pick<CliffLook | CliffContrast, "slots" | "memory">;

export interface Bubbles {
  /** Shows the bench's policy, and the other one as soon as it is there. */
  show(own: BubbleSide, other: BubbleSide | null, seed: number): void;
}

export interface BubblesOptions {
  readonly words: SlotWords;
  /** "iteration", "job". */
  readonly step: string;
  readonly levels: readonly {readonly id: string; readonly name: string}[];
  /** The level beside the bench's own. */
  readonly beside: string;
  readonly onLevel: (id: string) => void;
}

const TWO_FROM = 720;
const GAP = 28;

/** Puts the pair on an instrument's screen. */
export function cliffBubbles(panel: Instrument, options: BubblesOptions): Bubbles {
  const {words, step, levels, beside, onLevel} = options;
  const id = uniqueId("beside");
  const select =
    html`<select id=${id}>${levels.map(({id: level, name}) => html`<option value=${level} selected=${level === beside}>${name}</option>`)}</select>` as HTMLSelectElement;
  const scrub = scrubber(step);
  const left = html`<div class="bubbleside"></div>`;
  const right = html`<div class="bubbleside"></div>`;
  const keys = html`<div class="keys"></div>`;
  const root = html`<div class="bubbles">
    <div class="bubbletools"><label for=${id}>Beside it</label>${select}${scrub}</div>
    <div class="pair">${left}${right}</div>${keys}
  </div>`;
  let sides: readonly BubbleSide[] = [];
  let seed = 0;
  let drawn = 0;
  /** Whether the key that is drawn has the kept state; null before there is one. */
  let keyed: boolean | null = null;
  let heads: readonly SlotFigure[] = [];
  let racks: readonly HTMLElement[] = [];

  const rowsOf = () => Math.max(1, ...sides.map(({slots}) => slots.rows.length));
  // Asking for a width makes the browser lay out the page at once: it is asked only when it may have changed.
  let known = 0;
  const sideWidth = () => {
    if (known === 0 || !root.isConnected) known = root.clientWidth;
    const width = known || 640;
    return width >= TWO_FROM ? (width - GAP) / 2 : width;
  };
  const rackOf = ({slots, memory}: BubbleSide, width: number): SVGSVGElement => {
    const moment = memoryAt(memory, scrub.time);
    const rack: MemoryOptions = {width, title: slots.name, names: words};
    return memoryFigure(memory, moment, rack);
  };
  const showTime = () => {
    const time = scrub.time;
    const width = sideWidth();
    heads.forEach((head) => {
      head.setTime(time);
    });
    racks.forEach((rack, i) => {
      const side = sides[i];
      if (side) rack.replaceChildren(rackOf(side, width));
    });
    const timelines = sides.map(({slots}) => slots);
    const first = sides[0];
    panel.say(
      first
        ? `${slotSentence(timelines, time, {rows: rowsOf(), words})} ${memorySentence(first.memory, memoryAt(first.memory, time), words)}`
        : "The simulation is running."
    );
    panel.tabulate(() => table(timelines, time), seed);
  };
  const table = (timelines: readonly BubbleSide["slots"][], time: number): TableData => {
    const slots = slotTable(timelines, time, {rows: rowsOf(), words});
    const first = sides[0];
    if (!first) return slots;
    const memory = memoryTable(first.memory, memoryAt(first.memory, time));
    const width = slots.columns.length;
    const wide = (row: readonly (string | number)[]) => [
      ...row,
      ...Array<string>(width - row.length).fill("")
    ];
    return {
      columns: slots.columns,
      rows: [...slots.rows, wide([]), wide(memory.columns), ...memory.rows.map(wide)]
    };
  };
  const draw = () => {
    const width = sideWidth();
    drawn = width;
    const rows = rowsOf();
    heads = sides.map(({slots}) => slotFigure(slots, {width, rows}));
    racks = sides.map(() => html`<div></div>`);
    [left, right].forEach((host, i) => {
      host.replaceChildren(...(heads[i] && racks[i] ? [heads[i], racks[i]] : []));
    });
    const [first] = sides;
    const kept = first ? keptOf(first) : null;
    if (first && keyed !== kept) {
      keyed = kept;
      keys.replaceChildren(slotKey(first.slots, words), memoryKey(first.memory));
    }
    showTime();
  };
  select.addEventListener("change", (event) => {
    event.stopPropagation();
    onLevel(select.value);
  });
  select.addEventListener("input", (event) => event.stopPropagation());
  scrub.addEventListener("input", (event) => {
    event.stopPropagation();
    showTime();
  });
  if (typeof ResizeObserver === "function")
    new ResizeObserver(() => {
      known = root.clientWidth;
      if (sides.length > 0 && Math.abs(sideWidth() - drawn) > 1) draw();
    }).observe(root);
  panel.mount(root);
  return {
    show(own, other, from) {
      sides = other ? [own, other] : [own];
      seed = from;
      scrub.load(own.slots.steps, own.slots.from, crowdedTime(own.slots));
      draw();
    }
  };
}

/** Whether anything is kept for all, or shared. */
function keptOf({memory: {kept, holdings}}: BubbleSide): boolean {
  return kept > 0 || holdings.some(({shared}) => shared > 0);
}

/** Where most wait outside: many readers never move the scrubber. */
function crowdedTime({waiting, from, to}: BubbleSide["slots"]): number {
  let best = {time: (from + to) / 2, count: 0};
  waiting.times.forEach((time, i) => {
    const count = waiting.counts[i]!;
    if (time >= from && time < to && count > best.count) best = {time, count};
  });
  return best.time;
}
