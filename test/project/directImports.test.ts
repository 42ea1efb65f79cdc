import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {pathToFileURL} from "node:url";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {directImports} from "../../.scripts/directImports.mjs";

describe("imports from a package that only passes on", () => {
  let folder: string;
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  };
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const preload = (...paths: string[]): string =>
    paths.map((path) => `<link rel="modulepreload" href="./${path}">\n`).join("");
  const all = ["_node/all@1/i.js", "_node/scale@1/i.js", "_node/ticks@1/i.js", "_node/geo@1/i.js"];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-imports-"));
    write("package.json", '{"type": "module"}');
    write(
      "_node/all@1/i.js",
      'export*from"../scale@1/i.js";export*from"../ticks@1/i.js";export*from"../geo@1/i.js";var v="1";export{v as version};'
    );
    write("_node/scale@1/i.js", 'import{t as e}from"../ticks@1/i.js";var n=x=>e*x;export{n as scale};');
    write("_node/ticks@1/i.js", "var t=2;export{t};");
    write("_node/geo@1/i.js", "var g=3;export{g as geo};");
    write("_import/a.js", 'import { scale as s } from "../_node/all@1/i.js";\nexport const a = s(21);\n');
    write("_import/b.js", 'import { geo, t } from "../_node/all@1/i.js";\nexport const b = geo * t;\n');
    write("_import/c.js", 'import { version } from "../_node/all@1/i.js";\nexport const c = version;\n');
    for (const name of ["a", "b", "c"])
      write(
        `${name}.html`,
        `${preload(`_import/${name}.js`, ...all)}<script type="module">import("./_import/${name}.js")</script>`
      );
    directImports(folder);
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  test("go to the parts that have the names, under the names that the module uses", async () => {
    expect(read("_import/a.js")).not.toContain("all@1");
    expect(read("_import/b.js")).not.toContain("all@1");
    const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href);
    expect((await load("_import/a.js")).a).toBe(42);
    expect((await load("_import/b.js")).b).toBe(6);
  });

  test("keep what is the package's own", () => {
    expect(read("_import/c.js")).toContain('import { version } from "../_node/all@1/i.js"');
  });

  test("leave pages with the parts that they ask for, and those that these ask for", () => {
    expect(read("a.html")).toContain(preload("_import/a.js", "_node/scale@1/i.js", "_node/ticks@1/i.js"));
    expect(read("a.html")).not.toMatch(/all@1|geo@1/);
    expect(read("b.html")).toContain(preload("_import/b.js", "_node/ticks@1/i.js", "_node/geo@1/i.js"));
    expect(read("c.html")).toContain(preload("_import/c.js", ...all));
  });
});
