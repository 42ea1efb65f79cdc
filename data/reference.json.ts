/**
 * Question: what does the library offer, and what does each part of it rest on?
 * Source: the docstrings of what lib/index.ts re-exports.
 * Output: JSON, an array of groups {name, functions: {name, file, summary, details, source, examples}}; texts.
 * Size: about 90 kB.
 */
import {readFileSync} from "node:fs";
import {publicFace} from "./support/publicFace.js";

/** What notebooks compute with comes first, the lab's own state behind it. */
const LAST = /^(lab|lessons)\b/;

function load(): string {
  const read = (file: string) => readFileSync(new URL(`../lib/${file}`, import.meta.url), "utf8");
  const groups = publicFace(read("index.ts"), read);
  return JSON.stringify([
    ...groups.filter(({name}) => !LAST.test(name)),
    ...groups.filter(({name}) => LAST.test(name))
  ]);
}

process.stdout.write(load());
