// Runs every sweep on one thread, then on several, and compares the files byte for byte. LAB_SWEEPS=quick is the same
// code with fewer requests; without it this takes two full builds' time and more.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {readdirSync} from "node:fs";
import {createRequire} from "node:module";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {trackIds} from "../lib/tables/tracks.js";
import {root} from "./links.mjs";

const typescript = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const sweeps = readdirSync(join(root, "data"))
  .filter((name) => name.endsWith(".arrow.ts"))
  .flatMap((loader) =>
    loader.includes("[track]") ? trackIds.map((track) => ({loader, track})) : [{loader, track: null}]
  );

function hash(loader: string, track: string | null, cores: number): string {
  const {status, stdout} = spawnSync(
    process.execPath,
    ["--import", typescript, join(root, "data", loader), ...(track ? [`--track=${track}`] : [])],
    {
      cwd: root,
      env: {...process.env, LAB_CORES: String(cores)},
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 2 ** 28
    }
  );
  if (status !== 0) throw new Error(`${loader} ends with ${status}`);
  return createHash("sha256").update(stdout).digest("hex");
}

const many = Math.max(2, availableParallelism());
let different = 0;
for (const {loader, track} of sweeps) {
  const one = hash(loader, track, 1);
  const other = hash(loader, track, many);
  if (one !== other) ++different;
  const name = track ? loader.replace("[track]", track) : loader;
  console.log(`${one === other ? "same" : "DIFFERENT"}  ${one.slice(0, 16)}  ${name}`);
}
console.log(
  `${sweeps.length} sweeps on 1 and on ${many} threads: ${different ? `${different} differ` : "the same bytes"}.`
);
process.exit(different ? 1 : 0);
