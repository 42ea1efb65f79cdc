/**
 * The examples in docstrings, found, run and compared. An example is an expression, `// =>` and the value to expect:
 * a literal, in which a number with a point or an exponent stands for all numbers that round to it, and a whole number
 * for itself.
 */
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

export interface DocExample {
  readonly file: string;
  /** Line of the source that the value stands on, from 1. */
  readonly line: number;
  readonly expression: string;
  readonly expected: string;
}

/** All .ts files below `folder`, in order. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => join(folder, path));
}

/** Every example in the docstrings of a source; an expression may take several lines, up to its `// =>`. */
export function docExamples(file: string, source = readFileSync(file, "utf8")): DocExample[] {
  const examples: DocExample[] = [];
  for (const block of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const firstLine = source.slice(0, block.index).split("\n").length;
    let inside = false;
    let expression = "";
    for (const [offset, raw] of block[0].split("\n").entries()) {
      const text = raw.replace(/^\s*(\/\*\*|\*\/|\*(?!\/))/, "").replace(/\*\/\s*$/, "");
      const tag = /^\s*@(\w+)/.exec(text);
      if (tag !== null) {
        if (expression !== "") throw new Error(`${file}: an example without "// =>": ${expression}`);
        inside = tag[1] === "example";
        continue;
      }
      if (!inside || text.trim() === "") continue;
      const [code, expected] = text.split("// =>");
      expression = `${expression} ${code.trim()}`.trim();
      if (expected === undefined) continue;
      examples.push({file, line: firstLine + offset, expression, expected: expected.trim()});
      expression = "";
    }
    if (expression !== "") throw new Error(`${file}: an example without "// =>": ${expression}`);
  }
  return examples;
}

/** What is wrong with an example, or undefined when it holds; `names` are what its expression may speak of. */
export function exampleFailure(
  {expression, expected}: Pick<DocExample, "expression" | "expected">,
  names: Readonly<Record<string, unknown>>
): string | undefined {
  let actual: unknown;
  try {
    actual = evaluate(expression, names);
  } catch (error) {
    return `${expression} throws ${String(error)}`;
  }
  return matches(actual, evaluate(withShownNumbers(expected), {shown: (text: string) => new Shown(text)}))
    ? undefined
    : `${expression} is ${show(actual)}, not ${expected}`;
}

/** Functions that `index` re-exports from below `folder` ("./queueing/") and whose docstring has no example. */
export function functionsWithoutExample(
  index: string,
  folder: string,
  read: (path: string) => string
): string[] {
  const missing: string[] = [];
  for (const [, names, path] of index.matchAll(/export \{([^}]*)\} from "(\.[^"]*)"/g)) {
    if (!path.startsWith(folder)) continue;
    const source = read(path.replace(/\.js$/, ".ts"));
    for (const name of names.split(",").map((part) => part.trim().split(" as ")[0])) {
      const definition = new RegExp(
        `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)?\\s*export (?:async )?function\\*? ${name}\\b`
      );
      const found = definition.exec(source);
      if (found !== null && !/^\s*\*\s*@example/m.test(found[1] ?? "")) missing.push(name);
    }
  }
  return missing;
}

/** A number as it is written in an example. */
class Shown {
  readonly value: number;
  readonly tolerance: number;

  constructor(text: string) {
    this.value = Number(text);
    const [digits, exponent = "0"] = text.toLowerCase().split("e");
    const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
    const whole = !text.includes(".") && !text.toLowerCase().includes("e");
    this.tolerance = whole ? 1e-9 * Math.abs(this.value) : 0.5000001 * 10 ** (Number(exponent) - decimals);
  }

  matches(actual: unknown): boolean {
    return typeof actual === "number" && Math.abs(actual - this.value) <= this.tolerance;
  }
}

/** The literal with every number outside strings and names wrapped into `shown("…")`. */
function withShownNumbers(literal: string): string {
  return literal.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) => (/^-?\d/.test(token) ? `shown("${token}")` : token)
  );
}

function evaluate(expression: string, names: Readonly<Record<string, unknown>>): unknown {
  return new Function(...Object.keys(names), `"use strict"; return (${expression});`)(
    ...Object.values(names)
  );
}

function matches(actual: unknown, expected: unknown): boolean {
  if (expected instanceof Shown) return expected.matches(actual);
  if (typeof expected !== "object" || expected === null) return Object.is(actual, expected);
  if (typeof actual !== "object" || actual === null) return false;
  if (Array.isArray(expected) && !(Array.isArray(actual) || ArrayBuffer.isView(actual))) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every(
      (key) =>
        Object.hasOwn(actual, key) &&
        matches((actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key])
    )
  );
}

function show(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
