// The one test command: installs, then types, lint and format, unit and property tests, the build, the built site in
// a browser. It stops at the first failure and never skips a step in silence.

import {join} from "node:path";
import {ensureBrowser} from "./browser.mjs";
import {ensureInstalled, runPackage} from "./install.mjs";
import {makeLinks, root} from "./links.mjs";

ensureInstalled();
makeLinks();

const vitest = (project) =>
  runPackage("vitest", "vitest", ["run", "--config", "test/vitest.config.ts", "--project", project]);

const steps = [
  ["types", () => runPackage("typescript", "tsc", ["--noEmit"])],
  ["lint and format", () => runPackage("@biomejs/biome", "biome", ["check", "--error-on-warnings"])],
  ["unit and property tests", () => vitest("unit")],
  ["build", () => runPackage("tsx", "tsx", [join(root, ".scripts/build.mjs")])],
  [
    "the built site in a browser",
    async () => {
      process.env.LAB_BROWSER = await ensureBrowser();
      return vitest("site");
    }
  ]
];

for (const [name, step] of steps) {
  const started = performance.now();
  console.error(`\n== ${name}`);
  const status = await step();
  if (status !== 0) {
    console.error(`\nThe tests failed at: ${name}.`);
    process.exit(status || 1);
  }
  console.error(`== ${name}: passed in ${((performance.now() - started) / 1e3).toFixed(1)} s`);
}
