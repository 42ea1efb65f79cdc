// Builds dist/ afresh (no stale loader output), then proves it: no rendered errors, no broken links, no foreign hosts.
import {rmSync} from "node:fs";
import {join} from "node:path";
import {checkSite} from "./checkSite.mjs";
import {directImports} from "./directImports.mjs";
import {finishSite} from "./finishSite.mjs";
import {ensureInstalled, runPackage} from "./install.mjs";
import {makeLinks, root} from "./links.mjs";
import {simulatedRequests} from "./simulatedRequests.mjs";

const started = performance.now();
ensureInstalled();
makeLinks();
rmSync(join(root, "src/.observablehq/cache"), {recursive: true, force: true});
rmSync(join(root, "dist"), {recursive: true, force: true});
process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
const status = runPackage("@observablehq/framework", "observable", ["build"]);
if (status !== 0) {
  rmSync(join(root, "dist"), {recursive: true, force: true});
  console.error("The build stopped at the error above, and dist/ is gone: half a site is none.");
  process.exit(status);
}
finishSite(join(root, "dist"));
directImports(join(root, "dist"));
const {problems, pages, links} = checkSite(join(root, "dist"));
for (const problem of problems) console.error(`dist: ${problem}`);
if (problems.length) {
  console.error(
    `The build is refused: ${problems.length} problem${problems.length > 1 ? "s" : ""} in the built pages.`
  );
  process.exit(1);
}
const sweeps = simulatedRequests(join(root, "src/.observablehq/cache"));
if (sweeps.files)
  console.error(`${sweeps.requests.toLocaleString("en")} simulated requests in ${sweeps.files} sweeps.`);
const seconds = ((performance.now() - started) / 1e3).toFixed(1);
console.error(`dist/ is ready: ${pages} pages, ${links} links checked, ${seconds} s.`);
