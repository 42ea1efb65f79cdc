import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

// Two projects: "unit" is everything that runs in Node; "site" drives the built pages in a real browser.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root,
          include: ["test/**/*.test.ts"],
          exclude: ["test/site/**"],
          testTimeout: 60_000
        }
      },
      {
        test: {
          name: "site",
          root,
          include: ["test/site/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page may take its time on a busy machine; what it never does fails all the same.
          expect: {poll: {timeout: 10_000}},
          maxWorkers: 2
        }
      }
    ]
  }
});
