import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {lessons} from "../../src/components/lessons.js";
import {axeFindings, openSite, overflowsSideways, renderedErrors, type Site} from "./browser.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const paths = ["/", "/reference", ...lessons.map(({path}) => path)];
const states = paths.flatMap((path) =>
  (["light", "dark"] as const).flatMap((colorScheme) =>
    [1280, 360].map((width) => ({path, colorScheme, width}))
  )
);

async function isReady(page: Awaited<ReturnType<Site["visit"]>>["page"]): Promise<void> {
  await page.waitForSelector("#observablehq-main h1");
  await page.waitForFunction(() => document.querySelectorAll("observablehq-loading").length === 0);
}

describe("every page, in both themes and both widths", () => {
  it.each(states)(
    "$path $colorScheme $width: axe, console, other hosts, width",
    async ({path, colorScheme, width}) => {
      const {page, complaints, close} = await site.visit(path, {colorScheme, viewport: {width, height: 800}});
      await isReady(page);
      expect(await renderedErrors(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowsSideways(page)).toBe(false);
      expect(await page.locator("h1").count()).toBe(1);
      expect(complaints).toEqual([]);
      await close();
    }
  );
});

describe("Part 1 with its instruments open", () => {
  const tracks = ["cloud", "edge", "mobile", "tiny"];
  const open = tracks.flatMap((track) => [
    {track, colorScheme: "light" as const, width: 1280},
    {track, colorScheme: "dark" as const, width: 360}
  ]);
  it.each(open)(
    "$track $colorScheme $width: axe, width, every chart with a label, a sentence and a table",
    async ({track, colorScheme, width}) => {
      const {page, complaints, close} = await site.visit(`/concurrency?v=1&track=${track}`, {
        colorScheme,
        viewport: {width, height: 800}
      });
      await page.waitForSelector(".lock");
      await page.locator("text=Skip, and let the ledger say so").click();
      await page.waitForSelector(".filmstage svg");
      await page.locator(".mathpeek summary").click();
      await expect.poll(() => page.locator(".instrument .foot details:not([hidden])").count()).toBe(4);
      for (const summary of await page.locator(".instrument .foot details:not([hidden]) summary").all())
        await summary.click();
      await expect.poll(() => page.locator(".instrument .tablewrap table").count()).toBe(4);
      for (const panel of (await page.locator("section.instrument").all()).slice(0, 4)) {
        expect((await panel.locator(".sentence").textContent())?.length).toBeGreaterThan(20);
        expect(await panel.locator("svg.figure").first().getAttribute("aria-label")).toBeTruthy();
        expect(await panel.locator("table tbody tr").count()).toBeGreaterThan(0);
      }
      const words = await page.locator("#observablehq-main").innerText();
      expect(words).not.toMatch(/NaN|undefined|\[object/);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowsSideways(page)).toBe(false);
      expect(await renderedErrors(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    }
  );
});

describe("Part 2 with its instruments open and a round under way", () => {
  // What is deployed leaves the round running, or ends it with the map of the whole space.
  const open = [
    {track: "cloud", colorScheme: "light" as const, width: 1280, query: "&batch=64&window=9"},
    {track: "cloud", colorScheme: "dark" as const, width: 360, query: "&batch=24&window=5"},
    {track: "edge", colorScheme: "dark" as const, width: 1280, query: "&batch=8&window=0"},
    {track: "mobile", colorScheme: "light" as const, width: 360, query: "&batch=4&window=2"},
    {track: "tiny", colorScheme: "light" as const, width: 1280, query: ""}
  ];
  it.each(open)(
    "$track $colorScheme $width$query: axe, width, every chart with a label, a sentence and a table",
    async ({track, colorScheme, width, query}) => {
      const {page, complaints, close} = await site.visit(`/batching?v=1&track=${track}${query}`, {
        colorScheme,
        viewport: {width, height: 800}
      });
      await page.waitForSelector(".lock");
      await page.locator("text=Skip, and let the ledger say so").first().click();
      await page.waitForSelector(".ticket");
      await page.locator(".button.deploy").click();
      await page.waitForSelector(".deployments tbody tr");
      const over = !(await page.locator(".deploymentdesk .left").textContent())?.includes("left");
      if (over) await page.waitForSelector(".lesson p", {timeout: 20_000});
      await expect.poll(() => page.locator(".progressline").first().textContent()).not.toContain("refining");
      await page.locator(".mathpeek summary").click();
      await page.waitForSelector(".mathpeek .formula math");
      const charts = over ? 7 : 6;
      await expect
        .poll(() => page.locator(".batchgrid .instrument .foot details:not([hidden])").count())
        .toBe(charts);
      for (const summary of await page
        .locator(".batchgrid .instrument .foot details:not([hidden]) summary")
        .all())
        await summary.click();
      await expect.poll(() => page.locator(".batchgrid .instrument .tablewrap table").count()).toBe(charts);
      for (const panel of await page
        .locator(".batchgrid section.instrument:has(.foot details:not([hidden]))")
        .all()) {
        expect((await panel.locator(".sentence").textContent())?.length).toBeGreaterThan(20);
        expect(await panel.locator("svg.figure").first().getAttribute("aria-label")).toBeTruthy();
        expect(await panel.locator("table tbody tr").count()).toBeGreaterThan(0);
      }
      const words = await page.locator("#observablehq-main").innerText();
      expect(words).not.toMatch(/NaN|undefined|\[object/);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowsSideways(page)).toBe(false);
      expect(await renderedErrors(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    }
  );
});

describe("the frame", () => {
  it("works under a sub-path", async () => {
    const below = await openSite({prefix: "/courses/serving/"});
    const {page, complaints, close} = await below.visit("/concurrency");
    await isReady(page);
    await page.waitForSelector(".lock");
    await page.locator("nav a", {hasText: "Ledger"}).click();
    await page.waitForURL(/courses\/serving\/ledger/);
    expect(complaints).toEqual([]);
    await close();
    await below.close();
  });

  it("uses its own typeface, served from its own host", async () => {
    const {page, close} = await site.visit("/");
    await isReady(page);
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return Array.from(document.fonts)
        .filter((face) => face.status === "loaded")
        .map((face) => face.family.replaceAll('"', ""));
    });
    expect(loaded).toContain("Plex Sans");
    await close();
  });

  it("switches to dark and remembers it", async () => {
    const {page, close} = await site.visit("/");
    await isReady(page);
    await page.locator('[aria-label="Switch to dark"]').click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.goto(`${site.origin}/concurrency`);
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.waitForSelector('[aria-label="Switch to light"]');
    await close();
  });

  it("a page is ready within about a second", async () => {
    const {page, close} = await site.visit("/concurrency");
    await isReady(page);
    await page.reload({waitUntil: "load"});
    await page.waitForSelector(".lock");
    const ready = await page.evaluate(() => performance.now());
    expect(ready).toBeLessThan(4000);
    await close();
  });
});
