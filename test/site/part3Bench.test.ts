import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {axeFindings, openSite, overflowsSideways, renderedErrors, type Site} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";
import {deployByKeyboard, left, rows, skipTo} from "./part3Steps.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe("Part 3 with its instruments open", () => {
  const open = [
    // The crisis; more than it can carry; the way out; what does not fit.
    {query: "track=cloud", colorScheme: "light", width: 1280},
    {query: "track=cloud&rate=6&policy=continuous", colorScheme: "dark", width: 360},
    {
      query: "track=cloud&rate=3&policy=continuous-chunked&pool=paged&state=prefix",
      colorScheme: "dark",
      width: 1280
    },
    {query: "track=cloud&precision=bf16-bf16", colorScheme: "light", width: 360, served: false},
    {query: "track=edge&rate=720", colorScheme: "light", width: 360},
    {query: "track=mobile&traffic=poisson&cv=3", colorScheme: "dark", width: 1280},
    {query: "track=tiny", colorScheme: "dark", width: 360}
  ] as const;
  it.each(open)(
    "$query $colorScheme $width: axe, width, every chart with a label, a sentence and a table",
    async ({query, colorScheme, width, ...rest}) => {
      const served = !("served" in rest);
      const {page, complaints, close} = await skipTo(site, `/cliff?v=1&${query}`, {
        colorScheme,
        viewport: {width, height: 800}
      });
      await page.locator(".button.deploy").click();
      await page.waitForSelector(".deployments tbody tr");
      // A round that is over opens one more instrument.
      const over = (await left(page))?.includes("met with");
      if (over) await page.waitForSelector(".cliffspace svg", {timeout: 20_000});
      await page.locator(".mathpeek summary").click();
      await page.waitForSelector(".mathpeek .formula math");
      const tables = page.locator(".cliffgrid .instrument .foot details:not([hidden]) summary");
      await expect.poll(() => tables.count(), {timeout: 20_000}).toBeGreaterThanOrEqual(over ? 9 : 8);
      for (const summary of await tables.all()) await summary.click();
      for (const panel of await page
        .locator(".cliffgrid section.instrument:has(.foot details:not([hidden]))")
        .all()) {
        expect((await panel.locator(".sentence").textContent())?.length).toBeGreaterThan(20);
        expect(await panel.locator("svg.figure").first().getAttribute("aria-label")).toBeTruthy();
        // Who serves nobody has no times to list.
        if (served)
          await expect
            .poll(() => panel.locator("table tbody tr").count(), {timeout: 20_000})
            .toBeGreaterThan(0);
      }
      const words = await page.locator("#observablehq-main").innerText();
      expect(words).not.toMatch(/NaN|undefined|\[object/);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowsSideways(page)).toBe(false);
      expect(await renderedErrors(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
    60_000
  );
});

describe("the bench", () => {
  const sentence = (page: Page, name: string) =>
    page.locator("section.instrument", {hasText: name}).locator(".sentence").first().textContent();

  it("cloud: shows the wall of five seconds, and the policy that ends it beside it, on one seed", async () => {
    const {page, close} = await skipTo(site, "/cliff?v=1&track=cloud");
    const firstToken = async () => {
      const words = (await sentence(page, "QueuingWaterfall")) ?? "";
      return Number(/([\d.]+) s after the arrival on average/.exec(words)?.[1]);
    };
    await expect.poll(firstToken, {timeout: 20_000}).toBeGreaterThan(4);
    expect(await firstToken()).toBeLessThan(6);
    await expect
      .poll(() => page.locator(".bubbles").innerText(), {timeout: 20_000})
      .toMatch(/\d+% bubbles[\s\S]*\d+% bubbles/);
    // The scrubber goes iteration by iteration, by keyboard.
    const clock = () => page.locator(".scrubber .filmclock").textContent();
    const before = await clock();
    await toTop(page);
    await tabTo(page, /^Next /);
    await page.keyboard.press("Enter");
    const step = (words: string | null) =>
      Number(/(\d[\d,]*) of/.exec(words ?? "")?.[1]?.replaceAll(",", ""));
    expect(step(await clock())).toBe(step(before) + 1);
    await close();
  });

  it("beyond what it carries it says how fast the line grows, and no latency as if it were one", async () => {
    const {page, close} = await skipTo(site, "/cliff?v=1&track=cloud&rate=6&policy=continuous");
    await expect
      .poll(() =>
        page
          .locator(".cliffgrid .failure")
          .allTextContents()
          .then((all) => all.join(" "))
      )
      .toMatch(/No steady state: the line grows by [\d.]+ per second/);
    await close();
  });

  it("a step of the rate is drawn within a few frames, and never waits for the simulation", async () => {
    const {page, close} = await skipTo(site, "/cliff?v=1&track=cloud");
    await expect.poll(() => page.locator(".instrument[data-stale]").count(), {timeout: 20_000}).toBe(0);
    const {idle, stepped} = await page.evaluate(async () => {
      const dial = document.querySelector<HTMLInputElement>(".controls input[type=range]");
      if (!dial) throw new Error("no dial");
      const frames = async (change: (i: number) => void) => {
        const taken: number[] = [];
        for (let i = 0; i < 12; ++i) {
          const start = performance.now();
          change(i);
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          taken.push(performance.now() - start);
        }
        return taken.sort((a, b) => a - b)[6]!;
      };
      return {
        idle: await frames(() => {}),
        stepped: await frames((i) => {
          dial.value = String(Number(dial.value) + (i % 2 ? 0.1 : -0.1));
          dial.dispatchEvent(new Event("input", {bubbles: true}));
        })
      };
    });
    // Two frames with nothing to do are the measure, so that a busy machine judges no differently.
    expect(stepped).toBeLessThan(4 * Math.max(idle, 1000 / 30));
    await expect.poll(() => page.locator(".instrument[data-stale]").count(), {timeout: 20_000}).toBe(0);
    await close();
  });

  it("hostile and impossible addresses give a message and the nearest valid state", async () => {
    const {page, complaints, close} = await site.visit(
      "/cliff?v=1&track=cloud&rate=1e9&policy=%3Cscript%3Ealert(1)%3C/script%3E&state=prefix&evil=1"
    );
    await page.waitForSelector(".lock");
    const notice = await page.locator(".notice").first().innerText();
    expect(notice).toMatch(/Arrival rate: 1e9 is out of range/);
    expect(notice).toMatch(/Batching policy/);
    expect(notice).toMatch(/“evil”/);
    expect(notice).toMatch(/does nothing beside this/);
    expect(await page.locator(".notice script").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("the track can be changed at any time: nothing of one is shown for another", async () => {
    const {page, complaints, close} = await skipTo(site, "/cliff?v=1&track=tiny");
    await deployByKeyboard(page);
    await page.selectOption("#track-switch select", "mobile");
    await page.waitForSelector(".lock .choice");
    expect(await rows(page).count()).toBe(0);
    await page.selectOption("#track-switch select", "tiny");
    await page.waitForSelector(".deployments tbody tr");
    expect(await rows(page).count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
