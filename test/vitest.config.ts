import {defineConfig} from "vitest/config";

// Two projects: "unit" is everything that runs in Node; "site" drives the built pages in a real browser.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root: new URL("..", import.meta.url).pathname,
          include: ["test/**/*.test.ts"],
          exclude: ["test/site/**"],
          testTimeout: 60_000
        }
      },
      {
        test: {
          name: "site",
          root: new URL("..", import.meta.url).pathname,
          include: ["test/site/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2
        }
      }
    ]
  }
});
