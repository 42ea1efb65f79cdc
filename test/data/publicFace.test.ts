import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {publicFace} from "../../data/support/publicFace.js";
import * as face from "../../lib/index.js";

describe("the public face as its source says it", () => {
  const index = [
    "/** The face. */",
    "",
    "// first: things",
    'export {bare, type Shape, shown} from "./a.js";',
    "// second",
    'export type {Only} from "./b.js";',
    'export {constant, plain} from "./c.js";'
  ].join("\n");
  const files: Readonly<Record<string, string>> = {
    "a.ts": [
      "/** Of the file. */",
      "/**",
      " * What it",
      " * returns.",
      " *",
      " * y = 2 x, x [s].",
      " * Source: Somebody 1961, section 2.",
      " *",
      " * @example",
      " * shown(1) // => 2",
      " */",
      "export function shown(x) {}",
      "function helper() {}",
      "export function bare() {}"
    ].join("\n"),
    "c.ts": "/** A constant. */\nexport const constant = 1;\n/** Not this. */\nexport const other = 1;"
  };

  test("groups, sentence, details, source and examples; undocumented names and types are left out", () => {
    expect(publicFace(index, (file) => files[file]!)).toEqual([
      {
        name: "first: things",
        functions: [
          {
            name: "shown",
            file: "a.ts",
            summary: "What it returns.",
            details: "y = 2 x, x [s].",
            source: "Somebody 1961, section 2.",
            examples: ["shown(1) // => 2"]
          }
        ]
      },
      {
        name: "second",
        functions: [
          {name: "constant", file: "c.ts", summary: "A constant.", details: "", source: "", examples: []}
        ]
      }
    ]);
  });

  const read = (file: string) => readFileSync(new URL(`../../lib/${file}`, import.meta.url), "utf8");
  const groups = publicFace(read("index.ts"), read);

  test("every function of the library has its sentence", () => {
    const found = new Set(groups.flatMap(({functions}) => functions.map(({name}) => name)));
    const functions = Object.entries(face).filter(([, value]) => typeof value === "function");
    expect(functions.length).toBeGreaterThan(100);
    expect(functions.map(([name]) => name).filter((name) => !found.has(name))).toEqual([]);
    for (const {functions: all} of groups)
      for (const {summary} of all) expect(summary).toMatch(/^[A-Z`"0-9].*[.:]/s);
  });

  test("every closed form names its source", () => {
    const queueing = groups.find(({name}) => name.startsWith("queueing"));
    expect(queueing?.functions.length).toBeGreaterThan(20);
    expect(queueing?.functions.filter(({source}) => source === "").map(({name}) => name)).toEqual([]);
  });
});
