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
  return path && starts(path) ? path : undefined;
}

/** On the PATH or where systems put it; the first that starts. */
function systemBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find(starts);
}

export async function findBrowser() {
  const named = process.env.LAB_BROWSER ?? process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named))
      throw new Error(`LAB_BROWSER (or CHROME_PATH) names ${named}, which is not there.`);
    if (!starts(named)) throw new Error(`LAB_BROWSER (or CHROME_PATH) names ${named}, which does not start.`);
    return named;
  }
  return systemBrowser() ?? (await playwrightPath());
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

/**
 * Whether there is a browser that answers: Ubuntu's chromium package is a stub that only asks for a snap. On Windows
 * --version opens a window, so that being there must do.
 */
function starts(path) {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], {stdio: "ignore", timeout: 60_000}).status === 0;
}
