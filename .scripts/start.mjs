// Installs what is missing, links the folders and opens the lab in the browser with live reload.
import {ensureInstalled, runPackage} from "./install.mjs";
import {makeLinks} from "./links.mjs";

ensureInstalled();
makeLinks();
// Framework would report its own use to its makers otherwise.
process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
const extra = process.argv.slice(2).filter((argument) => argument !== "--installed");
const open = process.argv.includes("--installed") || process.env.CI ? [] : ["--open"];
process.env.LAB_SWEEPS ??= "quick";
process.exit(runPackage("@observablehq/framework", "observable", ["preview", ...open, ...extra]));
