// Mends what Framework's shell leaves open in every built page: the language, the viewport's zoom limit.
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

export function htmlFiles(folder) {
  return readdirSync(folder, {recursive: true})
    .map(String)
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(folder, name));
}

export function finishPage(html) {
  return html
    .replace(/<html(?![^>]*\blang=)/, '<html lang="en"')
    .replace(/(<meta name="viewport" content=")[^"]*"/, '$1width=device-width, initial-scale=1"');
}

export function finishSite(folder) {
  for (const file of htmlFiles(folder)) {
    const html = readFileSync(file, "utf8");
    const finished = finishPage(html);
    if (finished !== html) writeFileSync(file, finished);
  }
}
