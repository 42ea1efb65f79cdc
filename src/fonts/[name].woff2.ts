// The lab's typefaces, read from their npm package so that no page asks a font host. Output: one WOFF2 file (15-20 kB).
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const name = process.argv.find((argument) => argument.startsWith("--name="))?.slice("--name=".length) ?? "";
const [, family, weight] = /^plex-(sans|mono)-(\d{3})$/.exec(name) ?? [];
if (!family || !weight) throw new Error(`unknown font: ${name}`);

const file = `@fontsource/ibm-plex-${family}/files/ibm-plex-${family}-latin-${weight}-normal.woff2`;
process.stdout.write(readFileSync(createRequire(import.meta.url).resolve(file)));
