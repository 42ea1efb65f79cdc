// Reads the built site as a visitor's browser would and lists what is wrong with it: rendered errors, links and
// assets that lead nowhere, imports that were left unresolved, anything asked of another host.
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, extname, join, relative, resolve} from "node:path";
import {parse} from "parse5";
import {htmlFiles} from "./finishSite.mjs";

const RENDERED_ERROR = /observablehq--error|class="[^"]*\berror\b[^"]*"[^>]*>\s*(?:\w*Error|RuntimeError)/;

function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
    if (child.content) yield* elements(child.content);
  }
}

function attribute(element, name) {
  return element.attrs?.find((entry) => entry.name === name)?.value;
}

/** The file that a static host answers with for a path below the site's root, or undefined. */
function served(path) {
  for (const candidate of [path, `${path}.html`, join(path, "index.html")])
    if (existsSync(candidate) && statSync(candidate).isFile()) return candidate;
  return undefined;
}

const isForeign = (url) => /^(?:https?:)?\/\//.test(url);

export function checkSite(folder) {
  const problems = [];
  let links = 0;
  // Framework fetches there what it takes for its own readers: a FileAttachment that is passed on does that.
  if (existsSync(join(folder, "_npm"))) {
    const names = readdirSync(join(folder, "_npm")).join(", ");
    problems.push(`_npm holds what the build has fetched from a CDN: ${names}`);
  }
  const parsed = new Map(htmlFiles(folder).map((file) => [file, parse(readFileSync(file, "utf8"))]));
  const ids = new Map();
  for (const [file, document] of parsed)
    ids.set(
      file,
      new Set([...elements(document)].map((element) => attribute(element, "id")).filter(Boolean))
    );
  for (const [file, document] of parsed) {
    const name = relative(folder, file);
    const text = readFileSync(file, "utf8");
    if (RENDERED_ERROR.test(text)) problems.push(`${name} contains a rendered error`);
    if (!/<html[^>]*\blang=/.test(text)) problems.push(`${name} does not say its language`);
    for (const element of elements(document)) {
      const loads = element.tagName !== "a";
      const url = attribute(element, "href") ?? attribute(element, "src");
      if (url === undefined || /^(?:data|mailto|blob|javascript):/.test(url)) continue;
      links += 1;
      if (isForeign(url)) {
        if (loads && attribute(element, "rel") !== "canonical")
          problems.push(`${name} loads ${url} from another host`);
        continue;
      }
      const [path, fragment] = decodeURI(url).split("#");
      const base = path.split("?")[0];
      const target =
        base === "" ? file : served(base.startsWith("/") ? join(folder, base) : resolve(dirname(file), base));
      if (!target) problems.push(`${name} links to ${url}, which is not there`);
      else if (fragment && ids.has(target) && !ids.get(target).has(fragment))
        problems.push(`${name} links to ${url}, but there is no #${fragment}`);
    }
    for (const match of text.matchAll(
      /\bfrom\s*"((?![./]|https?:|npm:)[^"]+)"|\bimport\("((?![./])[^"]+)"\)/g
    ))
      problems.push(`${name} leaves the import of "${match[1] ?? match[2]}" unresolved`);
    for (const match of text.matchAll(/\b(?:from|import)\s*\(?"((?:https?:)?\/\/[^"]+)"/g))
      problems.push(`${name} imports ${match[1]} from another host`);
  }
  for (const name of readdirSync(folder, {recursive: true}).map(String)) {
    const extension = extname(name);
    if (extension !== ".js" && extension !== ".css") continue;
    const text = readFileSync(join(folder, name), "utf8");
    if (extension === ".css") {
      for (const match of text.matchAll(/url\(\s*["']?((?:https?:)?\/\/[^"')]+)/g))
        problems.push(`${name} loads ${match[1]} from another host`);
      continue;
    }
    for (const match of text.matchAll(
      /(?:^|[;}\n])\s*(?:import|export)[^"';]*?\bfrom\s*["']((?![./])[^"']+)["']/g
    ))
      problems.push(`${name} leaves the import of "${match[1]}" unresolved`);
    for (const match of text.matchAll(/(?:^|[;}\n])\s*import\s*["']((?![./])[^"']+)["']/g))
      problems.push(`${name} leaves the import of "${match[1]}" unresolved`);
  }
  return {problems, pages: parsed.size, links};
}
