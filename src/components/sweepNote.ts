/** What a page says below a figure that a sweep stands behind: how it was made, and the whole of it to take away. */
import {html} from "htl";
import {formatBytes, formatPercent} from "../lib/format.js";
import type {SweepAbout} from "../lib/lab/sweepAbout.js";
import {readSweep, type SweepData} from "./sweepData.js";

/** The sentence: places, requests, seed, confidence and grid. */
export function sweepNoteWords({about, size}: Pick<SweepData, "about" | "size">): string {
  const count = (value: number): string => value.toLocaleString("en");
  const grid = Object.entries(about.levels).map(([name, levels]) => `${name} (${levels.length})`);
  return [
    `${count(size)} places, simulated while the site was built: ${count(about.requests)} requests, seed ${about.seed}, half-widths at ${formatPercent(about.level)}.`,
    `The grid: ${grid.join(", ")}.`,
    ...(about.mode === "quick" ? ["A quick build: far fewer requests than the published one has."] : [])
  ].join(" ");
}

/** The sweep as CSV in base units: a row a place; nothing where there is no number. */
export function sweepCsv({size, columns}: SweepData): string {
  const names = Object.keys(columns);
  const field = (value: string | number): string => {
    if (typeof value === "number") return Number.isNaN(value) ? "" : String(Number(value.toPrecision(6)));
    return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  };
  const lines = Array.from({length: size}, (_, i) =>
    names.map((name) => field(columns[name]![i]!)).join(",")
  );
  return `${[names.join(","), ...lines].join("\n")}\n`;
}

/** The note of a sweep's file, with the file and its numbers as CSV to download. */
export function sweepNote(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): HTMLElement {
  const data = readSweep(bytes);
  const {sweep} = data.about;
  const button = (words: string, name: string, blob: () => Blob): HTMLElement => {
    const made = html`<button type="button" class="linkbutton">${words}</button>`;
    made.addEventListener("click", () => download(name, blob()));
    return made;
  };
  const arrow = button(`Arrow, ${formatBytes(bytes.byteLength)}`, `${sweep}.arrow`, () => new Blob([bytes]));
  const csv = button("CSV", `${sweep}.csv`, () => new Blob([sweepCsv(data)], {type: "text/csv"}));
  const about = button("how it was made, JSON", `${sweep}.json`, () => aboutFile(data.about));
  return html`<p class="attribution sweepnote">The sweep <em>${sweep}</em>. ${sweepNoteWords(data)} Download: <span>${arrow},</span> <span>${csv},</span> <span>${about}.</span></p>`;
}

function aboutFile({scales, ...about}: SweepAbout): Blob {
  return new Blob([JSON.stringify({...about, columns: Object.keys(scales)}, null, 2)], {
    type: "application/json"
  });
}

function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
