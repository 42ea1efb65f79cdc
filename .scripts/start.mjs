// Installs what is missing, links the folders and opens the lab in the browser with live reload.
import {rmSync} from "node:fs";
import {join} from "node:path";
import {ensureInstalled, runPackage} from "./install.mjs";
import {makeLinks, root} from "./links.mjs";

ensureInstalled();
makeLinks();
// What loaders have written may be from an older library: Framework looks at the loader alone.
rmSync(join(root, "src/.observablehq/cache/data"), {recursive: true, force: true});
// Framework would report its own use to its makers otherwise.
process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
const extra = process.argv.slice(2).filter((argument) => argument !== "--installed");
const open = process.argv.includes("--installed") || process.env.CI ? [] : ["--open"];
process.env.LAB_SWEEPS ??= "quick";
process.exit(runPackage("@observablehq/framework", "observable", ["preview", ...open, ...extra]));
