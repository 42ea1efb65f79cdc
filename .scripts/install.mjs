// Installs the locked packages when they are missing or older than the lock. Uses Node's own modules only.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, statSync} from "node:fs";
import {delimiter, join} from "node:path";
import {root} from "./links.mjs";

export function run(command, args, options = {}) {
  const {status, error} = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options
  });
  if (error) throw error;
  return status ?? 1;
}

/** Runs an installed package's executable through this Node, so that no shell wrapper is needed. */
export function runPackage(name, binary, args, options = {}) {
  const folder = join(root, "node_modules", name);
  const {bin} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entry = typeof bin === "string" ? bin : bin[binary];
  // Framework starts loaders through the `tsx` on the PATH, which npm sets and a plain `node` does not.
  const path = [join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
  return run(process.execPath, [join(folder, entry), ...args], {
    shell: false,
    env: {...process.env, PATH: path},
    ...options
  });
}

export function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Node ${process.versions.node} is too old: the lab needs Node 20.19 or newer (https://nodejs.org).`
    );
    process.exit(1);
  }
  const stamp = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error("Installing the locked packages (npm ci) ...");
  const status = run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
  if (status !== 0) {
    console.error("npm ci failed: see its message above.");
    process.exit(status);
  }
}
