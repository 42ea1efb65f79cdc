import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {caseQuestion} from "../../lib/lessons/caseLesson.js";
import {openSite, type Site} from "./browser.js";
import {tabTo} from "./keyboard.js";
import {deployByKeyboard, rows, setReading, skipTo} from "./part2Steps.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe("the bench", () => {
  it("contrasts smooth and random arrivals, with the window and without, on one seed", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=mobile");
    await expect.poll(() => page.locator(".contrast figure").count()).toBe(4);
    const captions = await page.locator(".contrast figcaption strong").allTextContents();
    expect(captions).toEqual([
      "smooth arrivals, window 16.6 ms",
      "smooth arrivals, no window",
      "Poisson arrivals, window 16.6 ms",
      "Poisson arrivals, no window"
    ]);
    const sentence = await page
      .locator("section.instrument", {hasText: "Contrast"})
      .locator(".sentence")
      .textContent();
    const times = [...(sentence ?? "").matchAll(/(\d[\d.]*) ms with /g)].map((match) => Number(match[1]));
    // Without a window one region alone takes 1.059 ms and 0.2 ms on the way; random arrivals wait for each other.
    expect(times).toHaveLength(4);
    expect(times[1]).toBeCloseTo(1.26, 1);
    expect(times[3]).toBeGreaterThan(times[1]!);
    expect(times[2]).toBeGreaterThan(times[0]!);
    await close();
  });

  it("a slider's step is drawn within a few frames, and never waits for the simulation", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=cloud");
    await expect.poll(() => page.locator(".progressline").first().textContent()).not.toContain("refining");
    const times = await page.evaluate(async () => {
      const dial = document.querySelectorAll<HTMLInputElement>(".controls input[type=range]")[1];
      if (!dial) throw new Error("no dial");
      const twoFrames = async (change: () => void) => {
        const start = performance.now();
        change();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return performance.now() - start;
      };
      const median = (list: number[]) =>
        list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
      const still: number[] = [];
      const moved: number[] = [];
      for (let i = 0; i < 12; ++i) {
        still.push(await twoFrames(() => {}));
        moved.push(
          await twoFrames(() => {
            dial.value = String(Number(dial.value) + (i % 2 ? 1 : -1));
            dial.dispatchEvent(new Event("input", {bubbles: true}));
          })
        );
        // The run of that setting comes to its end, so that the next pair of still frames is still.
        while (/refining/.test(document.querySelector(".progressline")?.textContent ?? ""))
          await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return {still: median(still), moved: median(moved)};
    });
    // Two frames with a step of the slider against two with none, on the same machine in the same minute.
    expect(times.moved).toBeLessThan(4 * Math.max(times.still, 1000 / 30));
    // And when it has stopped, what is shown is of the setting that it stopped at.
    await expect.poll(() => page.locator(".instrument[data-stale]").count()).toBe(0);
    await expect.poll(() => page.locator(".progressline").first().textContent()).not.toContain("refining");
    await close();
  });

  it("answers at once from the sweep, in the same turn as the slider moves", async () => {
    const {page, complaints, close} = await skipTo(site, "/batching?v=1&track=mobile");
    await expect.poll(() => page.locator(".glance").textContent()).toContain("Expect about");
    const said = await page.evaluate(() => {
      const dial = document.querySelectorAll<HTMLInputElement>(".controls input[type=range]")[1];
      if (!dial) throw new Error("no dial");
      const words = () => document.querySelector(".glance")?.textContent ?? "";
      const before = words();
      dial.value = "0";
      dial.dispatchEvent(new Event("input", {bubbles: true}));
      return [before, words()];
    });
    // 16.6 ms of window and some 10 ms of math; without a window one region or two at a time.
    expect(said[0]).toMatch(/p99 about 2[5-7] ms/);
    expect(said[1]).toMatch(/p99 about 3\.[5-9] ms/);
    expect(complaints).toEqual([]);
    await close();
  });

  it("says what is not known: the numbers of now carry their interval, and no steady state is no number", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=cloud&batch=24");
    await expect.poll(() => page.locator(".readouts").first().textContent()).toMatch(/p99[\d.]+ s ± /);
    await setReading(page, /^Batch size, /, "4");
    await expect
      .poll(() => page.locator("section.instrument .sentence").first().textContent())
      .toContain("No steady state");
    expect(await page.locator(".readouts").first().textContent()).toContain("∞");
    await page.locator(".mathpeek summary").click();
    await expect.poll(() => page.locator(".mathpeek").textContent()).toMatch(/the line grows by/);
    await close();
  });

  it("another service rate is for looking: what is deployed runs on the mission's machine, and the page says so", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=edge&batch=1&window=0");
    await setReading(page, /^Service rate, /, "2");
    await expect
      .poll(() => page.locator("section.instrument .sentence").first().textContent())
      .toContain("1,353");
    expect(await page.locator(".deploymentdesk .note").first().isVisible()).toBe(true);
    await deployByKeyboard(page);
    expect(await rows(page).first().textContent()).toContain("676/s");
    await close();
  });

  it("a link carries the whole configuration to another reader", async () => {
    const {page, close} = await skipTo(
      site,
      "/batching?v=1&track=mobile&batch=9&window=7.5&speed=1.25&seed=5"
    );
    const values = await page
      .locator(".controls .slider .reading input")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(values).toEqual(["9", "7.5", "1.25"]);
    expect(await page.locator(".field input").inputValue()).toBe("5");
    expect(page.url()).toContain("window=7.5");
    await close();
  });

  it("hostile and impossible addresses give a message and the nearest valid state", async () => {
    const {page, complaints, close} = await site.visit(
      "/batching?v=1&track=edge&batch=1e9&window=%3Cscript%3Ealert(1)%3C/script%3E&speed=-4&evil=1"
    );
    await page.waitForSelector(".lock");
    const notice = await page.locator(".notice").first().innerText();
    expect(notice).toMatch(/Batch size: 1e9 is out of range; 128 frames is the nearest/);
    expect(notice).toMatch(/Max batch window: “<script>alert\(1\)<\/script…” is not a number/);
    expect(notice).toMatch(/Service rate: -4 is out of range; 0.5 × is the nearest/);
    expect(notice).toMatch(/“evil”/);
    expect(await page.locator(".notice script").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("the track can be changed at any time: nothing of one is shown for another", async () => {
    const {page, complaints, close} = await skipTo(site, "/batching?v=1&track=cloud&batch=64&window=9");
    await deployByKeyboard(page);
    await page.selectOption("#track-switch select", "mobile");
    await page.waitForSelector(".lock .choice");
    await expect.poll(() => page.locator(".instrument.locked").count()).toBe(7);
    expect(await rows(page).count()).toBe(0);
    await page.selectOption("#track-switch select", "cloud");
    await page.waitForSelector(".deployments tbody tr");
    expect(await rows(page).count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("the published plan", () => {
  it("is asked first, then simulated beside what was said: fewer GPUs have the shorter tail", async () => {
    const {page, complaints, close} = await skipTo(site, "/batching?v=1&track=edge");
    await tabTo(page, /^\s*Longer\./);
    await page.keyboard.press("Space");
    await tabTo(page, /Your number of ms/);
    await page.keyboard.type("20");
    await tabTo(page, /More GPUs, shorter lines/);
    await page.keyboard.press("Space");
    await tabTo(page, /a guess/);
    await page.keyboard.press("Space");
    await tabTo(page, /Commit prediction/);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator("h3", {hasText: "You said 20 ms."}).textContent(), {timeout: 20_000})
      .toMatch(/It is 6[2-8](\.\d)? ms/);
    await expect.poll(() => page.locator("body").innerText()).toContain("Fewer GPUs, shorter tail.");
    await expect.poll(() => page.locator(".caseplan svg").count()).toBe(1);
    await page.goto(`${site.origin}/ledger`);
    await page.waitForSelector(".ledgerpart");
    expect(await page.locator(".ledgerpart").innerText()).toContain("The published plan");
    expect(caseQuestion).toBe("part2/published-plan");
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("reflection", () => {
  it("takes queue depth, formation wait and p99 over mean as evidence, with configuration and seed", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=cloud&batch=64&window=9&seed=12");
    await deployByKeyboard(page);
    await tabTo(page, /Your answer about the tail/);
    await page.keyboard.type("The window holds everybody:");
    for (const name of [
      /^\+ queue depth \d/,
      /^\+ formation wait \d/,
      /^\+ p99 over mean \d/,
      /^\+ p99 over mean, deployed/
    ]) {
      await tabTo(page, name);
      await page.keyboard.press("Enter");
    }
    const text = await page.locator("textarea").last().inputValue();
    expect(text).toMatch(
      /^The window holds everybody: \[queue depth [\d.]+ requests; batch size 64; window \[s\] 9; service rate 1; seed 12\]/
    );
    expect(text).toMatch(
      /\[formation wait [\d.]+ s; .*\[p99 over mean [\d.]+ times; .*\[p99 over mean, deployed [\d.]+ times; deployment 1;/
    );
    await expect.poll(() => page.locator(".saved").last().textContent()).toMatch(/^saved/);
    await page.reload();
    await page.waitForSelector(".ticket");
    expect(await page.locator("textarea").last().inputValue()).toBe(text);
    await close();
  });
});
