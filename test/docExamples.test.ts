import {readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import * as face from "../lib/index.js";
import {docExamples, exampleFailure, functionsWithoutExample, sourceFiles} from "./support/docExamples.js";

const lib = fileURLToPath(new URL("../lib", import.meta.url));
/** What the face exports, and what the namespaces hold that it exports (`format`). */
const names: Record<string, unknown> = {
  ...face,
  ...Object.assign(
    {},
    ...Object.values(face).filter((value) => Object.prototype.toString.call(value) === "[object Module]")
  )
};
const examples = sourceFiles(lib).flatMap((file) => docExamples(file));

describe("every example in a docstring gives the value that it shows", () => {
  test.each(
    examples.map((example) => [`${example.file.slice(lib.length + 1)}:${example.line}`, example] as const)
  )("%s", (_place, example) => {
    expect(exampleFailure(example, names)).toBeUndefined();
  });

  test("and every function of queueing theory on the public face has one", () => {
    const index = readFileSync(join(lib, "index.ts"), "utf8");
    const read = (path: string) => readFileSync(join(lib, path), "utf8");
    expect(functionsWithoutExample(index, "./queueing/", read)).toEqual([]);
    expect(examples.filter(({file}) => file.includes("queueing")).length).toBeGreaterThan(20);
  });
});

describe("the executor of examples", () => {
  const thirds = {third: (x: number) => x / 3, pair: () => ({left: 1 / 3, p99: [1, "two", null]})};
  const fails = (expression: string, expected: string) =>
    exampleFailure({expression, expected}, thirds) !== undefined;

  test.each([
    ["third(1)", "0.333"],
    ["third(2)", "0.667"],
    ["third(3)", "1"],
    ["third(3e-7)", "1.0e-7"],
    ["third(-1)", "-0.33"],
    ["third(Infinity)", "Infinity"],
    ["third(NaN)", "NaN"],
    ["pair()", '{left: 0.33, p99: [1, "two", null]}'],
    ["pair().p99[1]", '"two"'],
    ["third(3) === 1", "true"]
  ])("accepts %s as %s", (expression, expected) => {
    expect(exampleFailure({expression, expected}, thirds)).toBeUndefined();
  });

  test.each([
    ["third(1)", "0.334"],
    ["third(2)", "0.666"],
    ["third(1)", "0"],
    ["third(3.1)", "1"],
    ["third(3e-7)", "1.1e-7"],
    ["third(1)", '"0.333"'],
    ["third(1)", "true"],
    ["third(NaN)", "0"],
    ["pair()", '{left: 0.34, p99: [1, "two", null]}'],
    ["pair()", "{left: 0.33}"],
    ["pair().p99", '[1, "two"]'],
    ["unknown(1)", "1"],
    ["third(", "1"]
  ])("refuses %s as %s", (expression, expected) => {
    expect(fails(expression, expected)).toBe(true);
  });

  test("finds each line of each example, with its place, and expressions over several lines", () => {
    const source = [
      "/**",
      " * A third.",
      " *",
      " * @example",
      " * third(1) // => 0.33",
      " * third(",
      " *   2",
      " * ) // => 0.67",
      " * @see nothing // => 1",
      " */",
      "export function third() {}",
      "/** @example",
      " * third(3) // => 1 */"
    ].join("\n");
    expect(
      docExamples("x.ts", source).map(({line, expression, expected}) => [line, expression, expected])
    ).toEqual([
      [5, "third(1)", "0.33"],
      [8, "third( 2 )", "0.67"],
      [13, "third(3)", "1"]
    ]);
  });

  test("does not pass over an example that shows no value", () => {
    expect(() => docExamples("x.ts", "/**\n * @example\n * third(1)\n */")).toThrow("third(1)");
  });

  test("names the public functions without an example, and asks none of types and other folders", () => {
    const index =
      'export {bare, type Shape, shown} from "./queueing/a.js";\nexport {other} from "./stats/b.js";\nexport type {T} from "./queueing/c.js";';
    const source =
      "/**\n * @example\n * shown() // => 1\n */\nexport function shown() {}\n/** Nothing. */\nexport function bare() {}";
    expect(functionsWithoutExample(index, "./queueing/", () => source)).toEqual(["bare"]);
  });
});
