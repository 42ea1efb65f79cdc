import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {formatNumber} from "../../lib/format.js";
import {parseLedger} from "../../lib/lab/ledgerFormat.js";
import {cliffAnswer} from "../../lib/lessons/cliffAnswer.js";
import {configurationWords, wayOut} from "../../lib/lessons/cliffChallenge.js";
import {cliffQuestion} from "../../lib/lessons/cliffLesson.js";
import {trackIds, tracks} from "../../lib/tables/tracks.js";
import {openSite, renderedErrors, type Site} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";
import {choose, deployByKeyboard, left, rows, set} from "./part3Steps.js";

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
    240_000
  );
});
