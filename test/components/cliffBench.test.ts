// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {type MemoryTimeline, type SlotTimeline, waitingLine} from "../../lib/lessons/cliffViews.js";
import {memoryAt} from "../../lib/lessons/memoryAt.js";
import {idleStretches, slotShares} from "../../lib/lessons/slotShares.js";
import {memoryFigure, memorySentence, memoryTable} from "../../src/components/cliffMemory.js";
import {scrubber} from "../../src/components/cliffScrubber.js";
import {slotFigure} from "../../src/components/cliffSlots.js";
import {levelChoice} from "../../src/components/levelChoice.js";
import {type SlotWords, slotSentence, slotTable} from "../../src/components/slotWords.js";
import {outside} from "./support/labels.js";

const words: SlotWords = {
  full: "prefill",
  light: "decode",
  padding: "held",
  one: "request",
  many: "requests"
};

/** Two slots over ten seconds: one is busy to 4 and held to 6; the other idles, and one waits outside from 3 to 8. */
const slots: SlotTimeline = {
  name: "Static",
  rows: ["slot 1", "slot 2"],
  segments: [
    {row: 0, from: 0, to: 1, use: "full", request: 0},
    {row: 0, from: 1, to: 4, use: "light", request: 0},
    {row: 0, from: 4, to: 6, use: "padding", request: 0},
    {row: 0, from: 8, to: 10, use: "full", request: 1}
  ],
  steps: [0, 1, 2, 3],
  from: 0,
  to: 10,
  waiting: waitingLine([{from: 3, to: 8}]),
  passedOver: waitingLine([{from: 3, to: 8}]),
  oneMachine: false
};

describe("slots", () => {
  it("spend their time usefully, as padding, idle; a bubble is what is not useful while one waits", () => {
    const {useful, padding, idle, bubble} = slotShares(slots, 2);
    expect(useful).toBeCloseTo(6 / 20, 12);
    expect(padding).toBeCloseTo(2 / 20, 12);
    expect(idle).toBeCloseTo(12 / 20, 12);
    // From 3 to 4 one of two, from 4 to 8 both.
    expect(bubble).toBeCloseTo((1 + 8) / 20, 12);
  });

  it("idle between their segments, cut where somebody begins or ceases to wait", () => {
    expect(idleStretches(slots, 2)).toEqual([
      {row: 0, from: 6, to: 8, bubble: true},
      {row: 1, from: 0, to: 3, bubble: false},
      {row: 1, from: 3, to: 8, bubble: true},
      {row: 1, from: 8, to: 10, bubble: false}
    ]);
  });

  it("are said in words and in a table, policy by policy", () => {
    const other = {
      ...slots,
      name: "Continuous",
      segments: slots.segments.slice(0, 2),
      waiting: waitingLine([])
    };
    expect(slotSentence([slots, other], 5, {rows: 2, words})).toBe(
      "Static: 0 prefill, 0 decode, 1 held by requests that are done, 1 waits. Continuous: 0 prefill, 0 decode, 0 wait."
    );
    const {rows} = slotTable([slots, other], 2, {rows: 2, words});
    expect(rows[0]).toEqual(["Static", "30%", "10%", "60%", "45%", 0, 1, 0]);
  });

  it("of one machine are one slot for its time", () => {
    const shared = {...slots, oneMachine: true};
    expect(slotShares(shared, 2).useful).toBeCloseTo(0.6, 12);
    expect(slotSentence([shared], 0.5, {rows: 2, words})).toBe("Static: computes one request, 0 wait.");
    expect(slotSentence([shared], 7, {rows: 2, words})).toBe("Static: idles, 1 waits.");
  });

  it("are drawn with a playhead that goes where it is told", () => {
    const svg = slotFigure(slots, {width: 500, rows: 2});
    const headAt = () =>
      Number(/\(([\d.]+)/.exec(svg.querySelector('[data-part="playhead"]')!.getAttribute("transform")!)?.[1]);
    svg.setTime(0);
    const start = headAt();
    svg.setTime(10);
    expect(headAt()).toBeGreaterThan(start + 400);
    svg.setTime(5);
    expect(headAt()).toBeCloseTo((start + 492) / 2, 0);
    expect(svg.textContent).toContain("45% bubbles");
    for (const width of [500, 240])
      for (const timeline of [slots, {...slots, oneMachine: true}])
        expect(outside(slotFigure(timeline, {width, rows: 2}))).toEqual([]);
  });
});

const memory: MemoryTimeline = {
  capacity: 1000,
  block: 10,
  kept: 0,
  holdings: [
    {
      request: 0,
      from: 0,
      growsFrom: 1,
      to: 5,
      usedFrom: 95,
      usedTo: 195,
      reserved: 400,
      shared: 0,
      preempted: false
    },
    {
      request: 1,
      from: 1,
      growsFrom: 2,
      to: 4,
      usedFrom: 33,
      usedTo: 63,
      reserved: "blocks",
      shared: 20,
      preempted: true
    },
    {
      request: 2,
      from: 2,
      growsFrom: 2,
      to: 6,
      usedFrom: 33,
      usedTo: 33,
      reserved: "power",
      shared: 0,
      preempted: false
    }
  ],
  unitBytes: 2,
  unit: "tokens",
  name: "KV cache",
  waiting: waitingLine([{from: 1, to: 9}]),
  fits: true
};

describe("memory", () => {
  it("at a moment: what is used grows, what is reserved is fixed, whole blocks, or a power of two of them", () => {
    const moment = memoryAt(memory, 3);
    expect(moment.owners).toEqual([
      {request: 0, used: 145, reserved: 400, shared: 0},
      {request: 1, used: 48, reserved: 50, shared: 20},
      {request: 2, used: 33, reserved: 40, shared: 0}
    ]);
    // Shared tokens are counted by whoever keeps them, not by each that uses them.
    expect(moment.used).toBe(145 + 28 + 33);
    expect(moment.empty).toBe(400 + 30 + 40 - moment.used);
    expect(moment.used + moment.empty + moment.free).toBe(1000);
    expect(moment.waiting).toBe(1);
    expect(moment.preempted).toBeNull();
    expect(memoryAt(memory, 5).preempted).toEqual({request: 1, time: 4});
  });

  it("is said in words, with whom it has thrown out", () => {
    const names = {one: "request", many: "requests"};
    expect(memorySentence(memory, memoryAt(memory, 3), names)).toBe(
      "3 requests hold the KV cache: 21% used, 26% reserved and empty, 53% free; 1 wait outside."
    );
    expect(memorySentence(memory, memoryAt(memory, 5.5), names)).toMatch(
      /^One request holds .* Number 2 was thrown out when the blocks ran out; it starts again from its prompt\.$/
    );
    expect(memorySentence({...memory, fits: false}, memoryAt(memory, 3), names)).toMatch(/^Nothing fits/);
    expect(memorySentence({...memory, capacity: 0}, memoryAt(memory, 3), names)).toMatch(/^Nothing is kept/);
    const {rows} = memoryTable(memory, memoryAt(memory, 3));
    expect(rows[0]).toEqual(["#1", 145, 400, 0]);
    expect(rows.at(-1)).toEqual(["capacity", 1000, "", ""]);
  });

  it("is drawn to scale: used and reserved cells have the shares of the capacity", () => {
    const svg = memoryFigure(memory, memoryAt(memory, 3), {
      width: 520,
      title: "Static",
      names: {one: "request", many: "requests"}
    });
    const areaOf = (fill: (value: string) => boolean) =>
      Array.from(svg.querySelectorAll("rect"))
        .filter(
          (rect) =>
            fill(rect.getAttribute("fill") ?? "") &&
            !rect.hasAttribute("stroke") &&
            rect.closest("pattern") === null
        )
        .reduce((sum, rect) => sum + Number(rect.getAttribute("width")), 0);
    const all = 16 * 520;
    const {used, empty} = memoryAt(memory, 3);
    expect(areaOf((fill) => fill === "var(--math)") / all).toBeCloseTo(used / 1000, 2);
    expect(areaOf((fill) => fill.includes("pattern-reserved")) / all).toBeCloseTo(empty / 1000, 2);
    for (const width of [520, 240])
      for (const timeline of [memory, {...memory, fits: false}, {...memory, capacity: 0}])
        expect(
          outside(
            memoryFigure(timeline, memoryAt(timeline, 3), {
              width,
              title: "A policy",
              names: {one: "request", many: "requests"}
            })
          )
        ).toEqual([]);
  });
});

describe("the scrubber", () => {
  it("goes iteration by iteration, stops at the ends, and keeps its place in time under other steps", () => {
    const scrub = scrubber("iteration");
    let heard = 0;
    scrub.addEventListener("input", () => ++heard);
    scrub.load([10, 11, 12, 13], 10, 12);
    expect(scrub.value).toBe(2);
    const [back, next, far] = scrub.querySelectorAll("button");
    next!.click();
    expect(scrub.time).toBe(13);
    next!.click();
    expect(heard).toBe(1);
    expect(next!.getAttribute("aria-disabled")).toBe("true");
    back!.click();
    back!.click();
    expect(scrub.time).toBe(11);
    far!.click();
    expect(scrub.time).toBe(13);
    scrub.load([10, 10.5, 12.7, 13.2, 15], 10, 0);
    expect(scrub.time).toBe(13.2);
    scrub.load([], 10, 0);
    expect(scrub.time).toBe(10);
    const range = scrub.querySelector("input")!;
    scrub.load([1, 2, 3], 1, 1);
    range.value = "2";
    range.dispatchEvent(new Event("input"));
    expect(scrub.time).toBe(3);
    expect(range.getAttribute("aria-valuetext")).toContain("iteration 3 of 3");
  });
});

describe("a choice of levels", () => {
  const options = [
    {id: "a", name: "Alpha", what: "does one thing"},
    {id: "b", name: "Beta", what: "does another"}
  ];
  it("owns its value, emits once, and disables what would change nothing with the reason", () => {
    const choice = levelChoice("Level", options, {value: "a"});
    let heard = 0;
    choice.addEventListener("input", () => ++heard);
    document.body.append(choice);
    const radios = choice.querySelectorAll("input");
    radios[1]!.click();
    expect(choice.value).toBe("b");
    expect(heard).toBe(1);
    choice.limit((id) => (id === "a" ? "does nothing without: Paged" : ""));
    expect(radios[0]!.disabled).toBe(true);
    expect(choice.textContent).toContain("does nothing without: Paged");
    choice.value = "a";
    expect(radios[0]!.checked).toBe(true);
    expect(heard).toBe(1);
  });
});
