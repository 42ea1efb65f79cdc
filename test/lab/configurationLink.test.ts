import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  decodeConfiguration,
  encodeConfiguration,
  type LinkParameter
} from "../../lib/lab/configurationLink.js";
import {MILLISECOND} from "../../lib/units.js";
import {anyText} from "./ledgers.js";

const rate: LinkParameter = {
  kind: "number",
  key: "rate",
  label: "Arrival rate",
  min: 0.1,
  max: 8,
  fallback: 5.5,
  unit: ["per second", 1]
};
const time: LinkParameter = {
  kind: "number",
  key: "time",
  label: "Execution time",
  min: 1 * MILLISECOND,
  max: 500 * MILLISECOND,
  fallback: 20 * MILLISECOND,
  unit: ["ms", MILLISECOND]
};
const batch: LinkParameter = {
  kind: "number",
  key: "batch",
  label: "Batch size",
  min: 1,
  max: 128,
  step: 1,
  fallback: 8,
  unit: ["", 1]
};
const seed: LinkParameter = {
  kind: "number",
  key: "seed",
  label: "Seed",
  min: 0,
  max: 2 ** 32 - 1,
  step: 1,
  fallback: 2621,
  unit: ["", 1]
};
const policy: LinkParameter = {
  kind: "choice",
  key: "policy",
  label: "Policy",
  options: ["static", "continuous"],
  fallback: "static"
};
const parameters = [rate, time, batch, seed, policy];
const fallbacks = {rate: 5.5, time: 0.02, batch: 8, seed: 2621, policy: "static"};
const read = (search: string) => decodeConfiguration(parameters, search);

describe("a link that this lab wrote", () => {
  it("gives the same configuration again, to the last bit, without a note", () => {
    const values = fc.record({
      rate: fc.double({min: 0.1, max: 8, noNaN: true}),
      time: fc.integer({min: 10, max: 5000}).map((n) => n * 0.1 * MILLISECOND),
      batch: fc.integer({min: 1, max: 128}),
      seed: fc.integer({min: 0, max: 2 ** 32 - 1}),
      policy: fc.constantFrom("static", "continuous")
    });
    fc.assert(
      fc.property(values, (configuration) => {
        expect(read(encodeConfiguration(parameters, configuration))).toEqual({
          values: configuration,
          notes: []
        });
      }),
      {numRuns: 200}
    );
  });

  it("is in display units, with no more digits than it needs", () => {
    expect(encodeConfiguration(parameters, {...fallbacks, time: 4.9 * MILLISECOND, seed: 4294967295})).toBe(
      "v=1&rate=5.5&time=4.9&batch=8&seed=4294967295&policy=static"
    );
  });

  it("names what is not given by its own value, so that it means the same when defaults change", () => {
    expect(encodeConfiguration(parameters, {})).toBe("v=1&rate=5.5&time=20&batch=8&seed=2621&policy=static");
  });

  it("reads with or without the question mark", () => {
    expect(read("?v=1&rate=2").values.rate).toBe(2);
    expect(read("v=1&rate=2").values.rate).toBe(2);
  });
});

describe("a link that somebody else wrote", () => {
  it.each<[string, Record<string, number | string>, string[]]>([
    ["v=1&rate=900", {rate: 8}, ["Arrival rate: 900 is out of range; 8 per second is the nearest."]],
    ["v=1&rate=-1", {rate: 0.1}, ["Arrival rate: -1 is out of range; 0.1 per second is the nearest."]],
    ["v=1&time=900", {time: 0.5}, ["Execution time: 900 is out of range; 500 ms is the nearest."]],
    ["v=1&batch=7.4", {batch: 7}, ["Batch size: 7.4 is between two steps; 7 is the nearest."]],
    ["v=1&seed=2.5", {seed: 3}, ["Seed: 2.5 is between two steps; 3 is the nearest."]],
    ["v=1&seed=-1", {seed: 0}, ["Seed: -1 is out of range; 0 is the nearest."]],
    [
      "v=1&seed=4294967296",
      {seed: 4294967295},
      ["Seed: 4294967296 is out of range; 4,294,967,295 is the nearest."]
    ],
    ["v=1&rate=NaN", {}, ["Arrival rate: “NaN” is not a number; 5.5 per second is used."]],
    ["v=1&rate=", {}, ["Arrival rate: “” is not a number; 5.5 per second is used."]],
    ["v=1&rate=0x10", {}, ["Arrival rate: “0x10” is not a number; 5.5 per second is used."]],
    ["v=1&policy=magic", {}, ["Policy: “magic” is not one of the choices; “static” is used."]],
    ["v=1&policy=toString", {}, ["Policy: “toString” is not one of the choices; “static” is used."]],
    ["v=1&rate=3&rate=7", {rate: 3}, []],
    ["v=1&color=red&size=2", {}, ["The link also says “color”, “size”, which this page does not know."]],
    ["v=1&__proto__=1", {}, ["The link also says “__proto__”, which this page does not know."]],
    [
      "v=2&rate=3",
      {},
      ["The link is of version “2”, and this lab reads version 1; the mission’s own settings are used."]
    ],
    [
      "rate=3",
      {},
      ["The link is of no version, and this lab reads version 1; the mission’s own settings are used."]
    ],
    ["", {}, []],
    ["utm_source=mail", {}, []]
  ])("%s", (search, changed, notes) => {
    expect(read(search)).toEqual({values: {...fallbacks, ...changed}, notes});
  });

  it("whatever stands there: valid values, few and short notes, nothing thrown", () => {
    const piece = fc.oneof(
      anyText,
      fc.constantFrom(
        "rate",
        "time",
        "v",
        "1",
        "policy",
        "%",
        "%ff",
        "NaN",
        "1e999",
        "-0",
        "__proto__",
        "9".repeat(400)
      )
    );
    const query = fc
      .array(fc.tuple(piece, piece), {maxLength: 8})
      .map((pairs) => ["v=1", ...pairs.map(([key, value]) => `${key}=${value}`)].join("&"));
    fc.assert(
      fc.property(query, (search) => {
        const {values, notes} = read(search);
        expect(Object.keys(values)).toEqual(Object.keys(fallbacks));
        for (const parameter of [rate, time, batch, seed]) {
          if (parameter.kind !== "number") continue;
          expect(values[parameter.key]).toBeGreaterThanOrEqual(parameter.min);
          expect(values[parameter.key]).toBeLessThanOrEqual(parameter.max);
        }
        for (const key of ["batch", "seed"]) expect(Number.isInteger(values[key])).toBe(true);
        expect(["static", "continuous"]).toContain(values.policy);
        expect(notes.length).toBeLessThanOrEqual(6);
        for (const note of notes) expect(note.length).toBeLessThan(200);
      }),
      {numRuns: 200}
    );
  });

  it("a very long one is not read at all", () => {
    const {values, notes} = read(`v=1&rate=3&${"x=1&".repeat(2000)}`);
    expect(values).toEqual(fallbacks);
    expect(notes).toEqual([
      "The address is too long to be a link of this lab; the mission’s own settings are used."
    ]);
  });
});
