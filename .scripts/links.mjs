// Framework serves only what lies below src/, so src/lib and src/data are links to the folders at the top.
// Links in git break on Windows without developer mode; they are made here instead ("junction" needs no rights there).
import {existsSync, lstatSync, rmSync, symlinkSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export function makeLinks() {
  for (const folder of ["lib", "data"]) {
    const link = join(root, "src", folder);
    if (existsSync(join(link, "."))) continue;
    // A dangling link, or the text file that a checkout without link support leaves in its place.
    if (lstatSync(link, {throwIfNoEntry: false})) rmSync(link, {force: true});
    symlinkSync(join(root, folder), link, "junction");
  }
}
