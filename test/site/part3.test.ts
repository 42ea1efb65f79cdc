import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {formatNumber} from "../../lib/format.js";
import {parseLedger} from "../../lib/lab/ledgerFormat.js";
import {cliffAnswer} from "../../lib/lessons/cliffAnswer.js";
import {configurationWords, wayOut} from "../../lib/lessons/cliffChallenge.js";
import {cliffQuestion} from "../../lib/lessons/cliffLesson.js";
import {trackIds, tracks} from "../../lib/tables/tracks.js";
import {axeFindings, openSite, overflowsSideways, renderedErrors, type Site} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Choice, number, mechanism, confidence, commitment: by keyboard. */
async function commitCliff(page: Page, number: string): Promise<void> {
  await tabTo(page, /^\s*Yes\./);
  await page.keyboard.press("Space");
  await tabTo(page, /Your number of/);
  await page.keyboard.type(number);
  await tabTo(page, /Work comes as fast as it is done/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /a guess/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, /Commit prediction/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ticket");
}

/** Types a value into a slider's reading, found by its name. */
async function set(page: Page, name: RegExp, value: string): Promise<void> {
  await toTop(page);
  await tabTo(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

/** Goes to a choice's current level, and by arrows to another. */
async function choose(page: Page, from: RegExp, to: string): Promise<void> {
  await toTop(page);
  await tabTo(page, from);
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  for (let i = 0; i < 8 && (await chosen()) !== to; ++i) await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(to);
}

const rows = (page: Page) => page.locator(".deployments tbody tr");

/** Deploys what the controls show, by keyboard, and waits until it stands in the log. */
async function deployByKeyboard(page: Page): Promise<void> {
  const before = await rows(page).count();
  await toTop(page);
  await tabTo(page, /^Deploy( \||$)/);
  await page.keyboard.press("Enter");
  await expect.poll(() => rows(page).count(), {timeout: 20_000}).toBe(before + 1);
}

const left = (page: Page) => page.locator(".stakeholder .left").textContent();

async function skipTo(path: string, options = {}) {
  const visit = await site.visit(path, options);
  await visit.page.waitForSelector(".lock");
  await tabTo(visit.page, /Skip, and let the ledger say so/);
  await visit.page.keyboard.press("Enter");
  await visit.page.waitForSelector(".ticket");
  await visit.page.waitForSelector(".bubbleside svg");
  return visit;
}

interface Round {
  readonly stakeholder: string;
  /** What binds at the start. */
  readonly binds: RegExp;
  /** Steps that lead out: a slider's name and value, or a level's present name and the next one's id. */
  readonly rate?: string;
  readonly levels: readonly (readonly [from: RegExp, to: string])[];
}

const challenge: Readonly<Record<string, Round>> = {
  cloud: {
    stakeholder: "The CFO",
    binds: /time to first token, p99/,
    rate: "3",
    levels: [
      [/^\s*Dynamic batches/, "continuous-chunked"],
      [/^\s*Contiguous, worst case/, "paged"]
    ]
  },
  edge: {
    stakeholder: "The safety lead",
    binds: /carried 240 per second, at least 360/,
    rate: "360",
    levels: [
      [/^\s*One by one/, "greedy"],
      [/^\s*One worst-case buffer a camera/, "pool"]
    ]
  },
  mobile: {
    stakeholder: "The UX designer",
    binds: /new images 30 per second/,
    levels: [
      [/^\s*Every frame anew/, "cache"],
      [/^\s*Frames in 8 bits, hands in float/, "w8a8"]
    ]
  },
  tiny: {
    stakeholder: "The hardware lead",
    binds: /lost|power/,
    levels: [
      [/^\s*GAP9, 370 MHz/, "gap9LowVoltage"],
      [/^\s*NeuralAids/, "gtcrn"]
    ]
  }
};

describe("Part 3 by keyboard alone, from the lock to the ledger with a reload in the middle", () => {
  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s",
    async (name, track) => {
      const {stakeholder, binds, rate, levels} = challenge[track.id]!;
      const {page, complaints, close} = await site.visit(`/cliff?v=1&track=${track.id}`);
      await page.waitForSelector(".lock");
      expect(await page.locator(".kicker").first().textContent()).toContain(name);
      expect(await page.locator(".instrument.locked").count()).toBeGreaterThanOrEqual(8);
      expect(await page.locator(".controls input:not(:disabled)").count()).toBe(0);

      // What is missing is said, step by step.
      await tabTo(page, /Commit prediction/);
      await page.keyboard.press("Enter");
      expect(await page.locator(".lock .commit .message").textContent()).toContain("Step 1");
      await toTop(page);
      await commitCliff(page, "7");
      const answer = cliffAnswer(track.cliff);
      const unit = answer.asks === "loss" ? " of 100" : "×";
      const headline = `You said 7${unit}. It is ${formatNumber(answer.number)}${unit}.`;
      expect(await page.locator(".band h2").allTextContents()).toContain(headline);
      expect(await page.locator(".stakeholder h3").first().textContent()).toBe(stakeholder);

      // The crisis, deployed five times: each logged with what bound.
      for (let i = 0; i < 5; ++i) await deployByKeyboard(page);
      expect(await left(page)).toContain("5 of 10");
      const fifth = await rows(page).nth(4).innerText();
      expect(fifth).toMatch(binds);
      const url = page.url();

      await page.reload();
      await page.waitForSelector(".deployments tbody tr");
      expect(page.url()).toBe(url);
      expect(await rows(page).count()).toBe(5);
      expect(await rows(page).nth(4).innerText()).toBe(fifth);

      for (let i = 5; i < 10; ++i) await deployByKeyboard(page);
      await expect.poll(() => left(page)).toContain("all 10 are used");
      expect(await page.locator(".stakeholder .over").innerText()).toMatch(
        /Ten deployments, and not all demands[\s\S]*One way out is/
      );
      // The eleventh is not possible.
      await toTop(page);
      await tabTo(page, /^Deploy( \||$)/);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(200);
      expect(await rows(page).count()).toBe(10);

      // Another round, and the way out of the crisis by keyboard.
      await toTop(page);
      await tabTo(page, /Start a new round/);
      await page.keyboard.press("Enter");
      await expect.poll(() => left(page)).toContain("Round 2: 10 of 10");
      if (rate) await set(page, /^Arrival rate, /, rate);
      for (const [from, to] of levels) await choose(page, from, to);
      // What is deployed is what the desk says.
      await expect
        .poll(() => page.locator(".stakeholder .what").textContent())
        .toBe(`${configurationWords(track.cliff, wayOut(track.cliff))}.`);
      await deployByKeyboard(page);
      await expect.poll(() => left(page)).toContain("Round 2: met with deployment 1");
      expect(await rows(page).first().textContent()).toContain("✓ All demands are met.");

      // Now the whole space is open, with machines to take to the bench.
      await page.waitForSelector(".cliffspace svg", {timeout: 20_000});
      expect(await page.locator("section.instrument:has(.cliffspace) .sentence").textContent()).toMatch(
        /\d+ of \d+ machines meet every demand/
      );
      expect(await page.locator(".cliffspace .offerlist a").count()).toBeGreaterThan(0);

      // The defence, with evidence, goes into the ledger.
      await toTop(page);
      await tabTo(page, /Your defence/);
      await page.keyboard.type("Little's law sets the memory:");
      await tabTo(page, /^\+ L \d/);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".saved").last().textContent()).toMatch(/^saved/);
      expect(await renderedErrors(page)).toEqual([]);
      await page.goto(`${site.origin}/ledger`);
      await page.waitForSelector(".ledgerpart");
      await tabTo(page, /Export as JSON/);
      const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
      const parsed = parseLedger(readFileSync(await download.path(), "utf8"), {tracks: trackIds});
      expect(parsed.ok).toBe(true);
      if (!parsed.ok) return;
      const [entry] = parsed.ledger.entries;
      expect(entry).toMatchObject({track: track.id, part: 3});
      expect(entry.locks[0]).toMatchObject({question: cliffQuestion});
      expect(entry.locks[0]?.predictions[0]).toMatchObject({
        number: 7,
        choice: "yes",
        mechanism: "linear",
        confidence: 2
      });
      expect(entry.attempts).toHaveLength(11);
      // Traffic that nobody has seen, each time another.
      expect(new Set(entry.attempts.map(({seed}) => seed)).size).toBe(11);
      const defence = entry.texts.find(({field}) => field === "reflection")?.versions[0]?.text;
      expect(defence).toMatch(/^Little's law sets the memory: \[L [\d.,]+ in the system; /);
      expect(complaints).toEqual([]);
      await close();
    },
    120_000
  );
});

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
      const {page, complaints, close} = await skipTo(`/cliff?v=1&${query}`, {
        colorScheme,
        viewport: {width, height: 800}
      });
      await page.locator(".button.deploy").click();
      await page.waitForSelector(".deployments tbody tr");
      await page.locator(".mathpeek summary").click();
      await page.waitForSelector(".mathpeek .formula math");
      const tables = page.locator(".cliffgrid .instrument .foot details:not([hidden]) summary");
      await expect.poll(() => tables.count(), {timeout: 20_000}).toBeGreaterThanOrEqual(8);
      for (const summary of await tables.all()) await summary.click();
      for (const panel of await page
        .locator(".cliffgrid section.instrument:has(.foot details:not([hidden]))")
        .all()) {
        expect((await panel.locator(".sentence").textContent())?.length).toBeGreaterThan(20);
        expect(await panel.locator("svg.figure").first().getAttribute("aria-label")).toBeTruthy();
        // Who serves nobody has no times to list.
        if (served) expect(await panel.locator("table tbody tr").count()).toBeGreaterThan(0);
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
    const {page, close} = await skipTo("/cliff?v=1&track=cloud");
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
    const {page, close} = await skipTo("/cliff?v=1&track=cloud&rate=6&policy=continuous");
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
    const {page, close} = await skipTo("/cliff?v=1&track=cloud");
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
    const {page, complaints, close} = await skipTo("/cliff?v=1&track=tiny");
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
