/**
 * The panel that every figure sits in: name plate, one-line live sentence, screen, and at the foot the data as a table
 * and the seed. A panel is made once and shown again and again, so that an open table or a focused button stays.
 */
import {html} from "htl";
import {glyph} from "./glyphs.js";

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Showing {
  /** The live sentence: what is seen, in words. */
  readonly sentence: string;
  /** Draws the figure at a width [px]; called again when the panel changes its width. */
  readonly draw: (width: number) => Element;
  /** More below the screen: readouts, failures. */
  readonly below?: readonly (Element | null)[];
  readonly table?: () => TableData;
  readonly seed?: number | undefined;
}

export interface Instrument extends HTMLElement {
  show(showing: Showing): void;
  /** Puts an element that draws itself on the screen, once. */
  mount(element: Element): void;
  /** Changes the live sentence only. */
  say(sentence: string): void;
  /** Changes the table and the seed only. */
  tabulate(table: () => TableData, seed?: number): void;
}

export interface InstrumentOptions {
  /** "1A" and the instrument's name. */
  readonly plate: readonly [number: string, name: string];
  /** What the instrument shows, for those who see it locked. */
  readonly description: string;
  readonly locked?: boolean;
  /** What opens it; the commitment if absent. */
  readonly lockedWords?: string;
  /** Drawn in place of the figure while it is locked. */
  readonly skeleton?: (width: number) => Element;
  /** Links at the foot, beside the table. */
  readonly links?: readonly Element[];
}

const SCREEN_PADDING = 26;
const FALLBACK_WIDTH = 640;

/** A panel; `show` fills it. While `locked` it says what it will show, and nothing of it moves. */
export function instrument(options: InstrumentOptions): Instrument {
  const {
    plate,
    description,
    locked = false,
    lockedWords = "locked until you commit",
    skeleton,
    links = []
  } = options;
  const id = `instrument-${plate[0].toLowerCase()}`;
  const heading = html`<h3 class="plate" id=${id}><span class="number">${plate[0]}</span><span class="name">${plate[1]}</span></h3>`;
  const sentence = html`<p class="sentence">${locked ? description : ""}</p>`;
  const screen = html`<div class="screen"></div>`;
  const below = html`<div class="below readouts"></div>`;
  const lockWord = locked ? html`<span class="lockword">${lockedWords}</span>` : null;
  lockWord?.prepend(glyph("lock"));
  const tableHost = html`<div class="tablewrap" tabindex="0" role="region" aria-label=${`${plate[1]}: data`}></div>`;
  const details =
    html`<details hidden><summary>Data as a table</summary>${tableHost}</details>` as HTMLDetailsElement;
  const seed = html`<span class="seed"></span>`;
  const foot = html`<div class="foot">${details}${links}${seed}</div>`;
  const panel = html`<section class=${locked ? "instrument locked" : "instrument"} aria-labelledby=${id}>
    <div class="head">${heading}${lockWord}</div>
    ${sentence}
    ${screen}
    ${locked ? null : below}
    ${locked ? null : foot}
  </section>` as Instrument;

  let current: Showing | undefined;
  let drawnWidth = 0;

  // Asking for a width after a change makes the browser lay out the page at once: it is asked only when it is told.
  let known = 0;
  const measure = () => {
    known = Math.max(220, Math.round((screen.clientWidth || FALLBACK_WIDTH) - SCREEN_PADDING));
  };
  const width = () => {
    if (known === 0 || !screen.isConnected) measure();
    return known;
  };
  let table: (() => TableData) | undefined;
  const fillTable = () => {
    if (details.open && table) tableHost.replaceChildren(tableElement(table()));
  };
  let mounted = false;
  const draw = () => {
    if (mounted) return;
    drawnWidth = width();
    if (current) screen.replaceChildren(current.draw(drawnWidth));
    else if (locked && skeleton) screen.replaceChildren(skeleton(drawnWidth));
  };
  details.addEventListener("toggle", fillTable);
  if (typeof ResizeObserver === "function")
    new ResizeObserver(() => {
      measure();
      if (Math.abs(width() - drawnWidth) > 1) draw();
    }).observe(screen);
  else draw();

  panel.say = (words) => {
    if (sentence.textContent !== words) sentence.textContent = words;
  };
  panel.tabulate = (next, from) => {
    table = next;
    details.hidden = false;
    seed.textContent = from === undefined ? "" : `seed ${from}`;
    fillTable();
  };
  panel.mount = (element) => {
    mounted = true;
    screen.replaceChildren(element);
  };
  panel.show = (showing) => {
    current = showing;
    panel.say(showing.sentence);
    below.replaceChildren(...(showing.below ?? []).filter((element): element is Element => element !== null));
    draw();
    if (showing.table) panel.tabulate(showing.table, showing.seed);
  };
  return panel;
}

/** A table of data, numbers to the right. */
export function tableElement({columns, rows}: TableData): HTMLElement {
  const kind = (value: string | number) => (typeof value === "number" ? "number" : "");
  return html`<table><thead><tr>${columns.map((name, i) => html`<th scope="col" class=${kind(rows[0]?.[i] ?? "")}>${name}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr>${row.map((value) => html`<td class=${kind(value)}>${value}</td>`)}</tr>`)}</tbody></table>`;
}
