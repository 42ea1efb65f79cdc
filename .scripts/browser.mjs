// Finds a Chromium for the browser tests, or installs one where that can be done; otherwise says what to do.
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {delimiter, join} from "node:path";
import {run, runPackage} from "./install.mjs";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "chrome.exe",
  "msedge.exe"
];

const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) =>
    process.env[variable]
      ? [
          join(process.env[variable], "Google/Chrome/Application/chrome.exe"),
          join(process.env[variable], "Chromium/Application/chrome.exe"),
          join(process.env[variable], "Microsoft/Edge/Application/msedge.exe")
        ]
      : []
  )
];

async function playwrightPath() {
  const {chromium} = await import("playwright-core");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function onPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of NAMES) if (folder && existsSync(join(folder, name))) return join(folder, name);
  return PLACES.find((path) => existsSync(path));
}

export async function findBrowser() {
  const named = process.env.LAB_BROWSER ?? process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`LAB_BROWSER (or CHROME_PATH) names ${named}, which is not there.`);
  }
  return onPath() ?? (await playwrightPath());
}

/** A browser's path: found, or installed by apt (Debian as root) or by Playwright. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  console.error("No Chromium or Chrome found: installing one ...");
  const isDebianRoot = existsSync("/etc/debian_version") && process.getuid?.() === 0;
  if (isDebianRoot) {
    const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
    run("apt-get", ["update", "-qq"], {env});
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      env,
      stdio: ["ignore", "ignore", "inherit"]
    });
  }
  const installed = await findBrowser();
  if (installed) return installed;
  runPackage("playwright-core", "playwright-core", ["install", "chromium"]);
  const downloaded = await findBrowser();
  if (downloaded) return downloaded;
  throw new Error(
    "No browser for the browser tests, and none could be installed. Install Chromium or Chrome, or set LAB_BROWSER to the path of one, and run the tests again."
  );
}

/** The browser's own answer to --version, or undefined where it will not start. */
export function browserVersion(path) {
  const {stdout, status} = spawnSync(path, ["--version"], {encoding: "utf8"});
  return status === 0 ? stdout.trim() : undefined;
}
