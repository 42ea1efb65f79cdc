import {chmodSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {findBrowser} from "../../.scripts/browser.mjs";

// Programs of a few shell lines stand for browsers.
describe.skipIf(process.platform === "win32")("the browser of the tests", () => {
  let folder: string;
  const program = (name: string, script: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lab-browser-"));
    vi.stubEnv("LAB_BROWSER", undefined);
    vi.stubEnv("CHROME_PATH", undefined);
    vi.stubEnv("PATH", [folder, "/usr/bin", "/bin"].join(delimiter));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, {recursive: true});
  });

  test("is the one that LAB_BROWSER names, before any on the PATH", async () => {
    program("chromium", "echo Chromium");
    const named = program("mine", "echo Chromium");
    vi.stubEnv("LAB_BROWSER", named);
    expect(await findBrowser()).toBe(named);
  });

  test("named and missing, or named and broken, is an error that says so", async () => {
    vi.stubEnv("LAB_BROWSER", join(folder, "nowhere"));
    await expect(findBrowser()).rejects.toThrow(/nowhere, which is not there/);
    vi.stubEnv("LAB_BROWSER", program("stub", "exit 1"));
    await expect(findBrowser()).rejects.toThrow(/stub, which does not start/);
  });

  test("is the first on the PATH that starts: a stub that asks for another package is passed over", async () => {
    program("chromium", "exit 1");
    const real = program("google-chrome", "echo Google Chrome");
    expect(await findBrowser()).toBe(real);
  });
});
