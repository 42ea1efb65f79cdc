// A package that only passes on what its parts export brings all of them to every page (d3: thirty modules, for a scale
// and a line). Here what the lab's own modules import from such a package is imported from the part that has it, and
// pages no longer preload parts that nothing of theirs asks for.
import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {htmlFiles} from "./finishSite.mjs";

const PASSED_ON = /export\s*\*\s*from\s*["']([^"']+)["'];?/g;
/** Beside what it passes on such a package may have its version. */
const OWN_CODE = 100;
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["'];?/g;
const STATIC = /(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}\/[^"']+)["']/g;
const PRELOAD = /<link rel="modulepreload" href="([^"]+)">\n?/g;

const filesIn = (folder, extension) =>
  existsSync(folder)
    ? readdirSync(folder, {recursive: true})
        .map(String)
        .filter((name) => name.endsWith(extension))
        .map((name) => join(folder, name))
    : [];

/** Without comments at its head and source map at its foot. */
const code = (file) =>
  readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\/|^\/\/.*$/gm, "")
    .trim();

/** The names that a module exports, as a bundler writes them: export{a as b,c}. */
function exportsOf(file) {
  return [...code(file).matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, list]) =>
    list.split(",").map((item) =>
      item
        .trim()
        .split(/\s+as\s+/)
        .at(-1)
    )
  );
}

/** Of each package that only passes on, where each of its names comes from. */
function packages(folder) {
  const found = new Map();
  for (const file of filesIn(join(folder, "_node"), ".js")) {
    const text = code(file);
    const parts = [...text.matchAll(PASSED_ON)].map(([, path]) => resolve(dirname(file), path));
    if (parts.length === 0 || text.replace(PASSED_ON, "").length > OWN_CODE) continue;
    found.set(file, new Map(parts.flatMap((part) => exportsOf(part).map((name) => [name, part]))));
  }
  return found;
}

function relativePath(from, to) {
  const path = relative(dirname(from), to).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function direct(file, text, found) {
  return text.replace(IMPORT, (whole, list, path) => {
    const names = found.get(resolve(dirname(file), path));
    const items = list.split(",").map((item) => item.trim());
    const parts = items.map((item) => names?.get(item.split(/\s+as\s+/)[0]));
    if (!parts.every(Boolean)) return whole;
    return [...new Set(parts)]
      .map((part) => {
        const own = items.filter((_item, i) => parts[i] === part).join(", ");
        return `import { ${own} } from "${relativePath(file, part)}";`;
      })
      .join("");
  });
}

/** All that `roots` import at once, and what that imports. */
function closure(roots) {
  const reached = new Set();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file) || !existsSync(file)) continue;
    reached.add(file);
    for (const [, path] of readFileSync(file, "utf8").matchAll(STATIC))
      open.push(resolve(dirname(file), path));
  }
  return reached;
}

export function directImports(folder) {
  const found = packages(folder);
  const parts = new Set([...found].flatMap(([file, names]) => [file, ...names.values()]));
  for (const file of filesIn(join(folder, "_import"), ".js")) {
    const text = readFileSync(file, "utf8");
    const changed = direct(file, text, found);
    if (changed !== text) writeFileSync(file, changed);
  }
  for (const file of htmlFiles(folder)) {
    const html = readFileSync(file, "utf8");
    const at = (path) => resolve(dirname(file), path);
    const asked = [...html.replace(PRELOAD, "").matchAll(/["'](\.{1,2}\/[^"']+\.js)["']/g)];
    const preloaded = [...html.matchAll(PRELOAD)].map(([, path]) => at(path));
    const needed = closure([
      ...asked.map(([, path]) => at(path)),
      ...preloaded.filter((path) => !parts.has(path) && !path.includes("_node"))
    ]);
    writeFileSync(
      file,
      html.replace(PRELOAD, (link, path) => (needed.has(at(path)) || !parts.has(at(path)) ? link : ""))
    );
  }
}
