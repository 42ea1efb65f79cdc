import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {checkSite} from "../../.scripts/checkSite.mjs";

describe("a build", () => {
  let folder: string;
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  };
  const page = (body: string): string =>
    `<!DOCTYPE html>\n<html lang="en"><title>t</title><body>${body}</body></html>`;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-site-"));
    write("index.html", page('<h1 id="top">a</h1><a href="./other#there">b</a><a href="#top">c</a>'));
    write("other.html", page('<p id="there"><a href="./">d</a><a href="https://example.org/">e</a>'));
    write("part.js", 'import {a} from "./a.js";\n');
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  test("of sound pages passes; a link, not an asset, may lead to another host", () => {
    expect(checkSite(folder)).toEqual({problems: [], pages: 2, links: 4});
  });

  test.each([
    [
      "a rendered error",
      '<div class="observablehq observablehq--error">SyntaxError</div>',
      /bad.html contains a rendered error/
    ],
    ["a page that is not there", '<a href="./nowhere">x</a>', /links to \.\/nowhere, which is not there/],
    ["a place that is not there", '<a href="./other#nowhere">x</a>', /there is no #nowhere/],
    ["a picture that is not there", '<img src="./x.png" alt="">', /links to \.\/x\.png/],
    [
      "a stylesheet of another host",
      '<link rel="stylesheet" href="https://fonts.example.org/x.css">',
      /from another host/
    ],
    [
      "a module of another host",
      '<script type="module">import "https://cdn.example.org/x.js"</script>',
      /imports https:\/\/cdn/
    ],
    [
      "an import that is left bare",
      '<script type="module">import {a} from "htl"</script>',
      /import of "htl" unresolved/
    ]
  ])("is refused for %s", (_name, body, problem) => {
    write("bad.html", page(body));
    expect(checkSite(folder).problems).toEqual([expect.stringMatching(problem)]);
  });

  test("is refused for a module that imports a bare name, a stylesheet that loads from elsewhere, fetched packages, a page without a language", () => {
    write("bad.js", 'import {html} from "htl";\n');
    write("bad.css", "@font-face {src: url(https://fonts.example.org/x.woff2)}");
    write("_npm/d3.js", "");
    write("bad.html", "<!DOCTYPE html>\n<html><title>t</title></html>");
    expect(checkSite(folder).problems.sort()).toEqual([
      expect.stringMatching(/^_npm holds/),
      expect.stringMatching(/^bad.css loads/),
      "bad.html does not say its language",
      expect.stringMatching(/^bad.js leaves the import of "htl"/)
    ]);
  });
});
