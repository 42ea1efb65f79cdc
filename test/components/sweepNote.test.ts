// @vitest-environment jsdom
import {csvParse} from "d3";
import {afterEach, describe, expect, test, vi} from "vitest";
import {sweepFile} from "../../data/support/sweepFile.js";
import {readSweep} from "../../src/components/sweepData.js";
import {sweepCsv, sweepNote, sweepNoteWords} from "../../src/components/sweepNote.js";

const rows = [
  {shape: "smooth", rate: 1 / 3, p99: 0.25, loss: 0},
  {shape: 'so-called "bursty", by name', rate: 1 / 3, p99: NaN, loss: 0.5},
  {shape: "smooth", rate: 2, p99: 4, loss: 1}
];
const about = {
  sweep: "x",
  mode: "full",
  seed: 71,
  requests: 1_234_567,
  level: 0.95,
  parameters: {a: 1}
} as const;
const bytes = (mode: "full" | "quick") =>
  Uint8Array.from(sweepFile(rows, ["shape", "rate"], {...about, mode}));

afterEach(() => vi.restoreAllMocks());

describe("a sweep's note", () => {
  test("says places, requests, seed, confidence and grid", () => {
    const words = sweepNoteWords(readSweep(bytes("full")));
    for (const part of ["3 places", "1,234,567 requests", "seed 71", "95%", "shape (2)", "rate (2)"])
      expect(words).toContain(part);
    expect(words).not.toContain("quick");
  });

  test("says that a quick build is one", () => {
    expect(sweepNoteWords(readSweep(bytes("quick")))).toContain("A quick build");
  });

  test("as CSV it has every number to six digits, and nothing where there is none", () => {
    const parsed = csvParse(sweepCsv(readSweep(bytes("full"))));
    expect(parsed.columns).toEqual(["shape", "rate", "p99", "loss"]);
    expect(parsed.map(({shape}) => shape)).toEqual(rows.map(({shape}) => shape));
    expect(parsed[1]!.p99).toBe("");
    for (const [i, {rate, loss}] of rows.entries()) {
      expect(Number(parsed[i]!.rate) / rate).toBeCloseTo(1, 5);
      expect(Number(parsed[i]!.loss)).toBeCloseTo(loss, 3);
    }
    expect(Number(parsed[2]!.p99) / 4).toBeCloseTo(1, 3);
  });

  test("gives away the very bytes that the page has read, the table, and how it was made", async () => {
    const blobs: Blob[] = [];
    const names: string[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: () => {}
    });
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const read = bytes("full");
    const buttons = Array.from(sweepNote(read).querySelectorAll("button"));
    for (const one of buttons) one.click();
    expect(names).toEqual(["x.arrow", "x.csv", "x.json"]);
    expect(blobs[0]!.size).toBe(read.length);
    expect(buttons.every(({textContent}) => (textContent ?? "").length > 2)).toBe(true);
  });
});
