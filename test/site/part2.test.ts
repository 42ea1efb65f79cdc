import {readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {formatDuration} from "../../lib/format.js";
import {parseLedger} from "../../lib/lab/ledgerFormat.js";
import {batchingAnswer} from "../../lib/lessons/batchingAnswer.js";
import {batchingQuestion} from "../../lib/lessons/batchingLesson.js";
import {trackIds, tracks} from "../../lib/tables/tracks.js";
import {openSite, renderedErrors, type Site} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";
import {commitBatching, deployByKeyboard, rows, setReading, skipTo} from "./part2Steps.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** A configuration that does not meet the mission, as it is typed. */
const failing: Readonly<Record<string, readonly [batch: string, window: string]>> = {
  cloud: ["64", "9"],
  edge: ["4", "0"],
  mobile: ["24", "30"],
  tiny: ["4", "12"]
};
/** One that meets it, where there is one. */
const meeting: Readonly<Record<string, readonly [batch: string, window: string]>> = {
  cloud: ["24", "5"],
  edge: ["8", "1"],
  mobile: ["6", "10"]
};

describe("Part 2 by keyboard alone, ten deployments with a reload in the middle", () => {
  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s",
    async (name, track) => {
      const {page, complaints, close} = await site.visit(`/batching?v=1&track=${track.id}`);
      const answer = batchingAnswer(track.batching);
      await page.waitForSelector(".lock");
      expect(await page.locator(".kicker").first().textContent()).toContain(name);
      expect(await page.locator(".instrument.locked").count()).toBe(7);
      expect(await page.locator(".controls input:not(:disabled)").count()).toBe(0);

      // What is missing is said, step by step.
      await tabTo(page, /Commit prediction/);
      await page.keyboard.press("Enter");
      expect(await page.locator(".lock .commit .message").textContent()).toContain("Step 1");
      await toTop(page);
      await commitBatching(page, "700");
      const headline = `You said 700 ms. It is ${formatDuration(answer.large.wait)}.`;
      expect(await page.locator(".band h2").allTextContents()).toContain(headline);
      expect(await page.locator(".ticket").first().textContent()).toContain("Lower.");

      // Five that do not meet both, each logged with what bound.
      const [batch, window] = failing[track.id]!;
      await setReading(page, /^Batch size, /, batch);
      await setReading(page, /^Max batch window, /, window);
      for (let i = 0; i < 5; ++i) await deployByKeyboard(page);
      expect(await page.locator(".deploymentdesk .left").textContent()).toContain("5 of 10");
      const fifth = await rows(page).nth(4).innerText();
      const url = page.url();

      // Reload: the controls, the deployments and the round are found again.
      await page.reload();
      await page.waitForSelector(".deployments tbody tr");
      expect(page.url()).toBe(url);
      expect(await rows(page).count()).toBe(5);
      expect(await rows(page).nth(4).innerText()).toBe(fifth);
      expect(await page.locator(".controls .slider .reading input").first().inputValue()).toBe(batch);
      expect(await page.locator(".lesson p").count()).toBe(0);

      for (let i = 5; i < 10; ++i) await deployByKeyboard(page);
      await expect
        .poll(() => page.locator(".deploymentdesk .left").textContent())
        .toContain("all 10 are used");
      // The eleventh is not possible.
      await toTop(page);
      await tabTo(page, /^Deploy( \||$)/);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(300);
      expect(await rows(page).count()).toBe(10);
      // The optimum and the lesson, from these very attempts.
      await expect.poll(() => page.locator(".lesson p").count(), {timeout: 20_000}).toBeGreaterThan(1);
      const lesson = await page.locator(".lesson").first().innerText();
      expect(lesson).toMatch(/In 10 of your 10 deployments/);
      expect(lesson).toMatch(
        track.batching.reachable ? /The best of the whole space is a batch/ : /No batch size meets both/
      );

      // A new round, beside the old one in the ledger.
      await toTop(page);
      await tabTo(page, /Start a new round/);
      await page.keyboard.press("Enter");
      await expect
        .poll(() => page.locator(".deploymentdesk .left").textContent())
        .toContain("Round 2: 10 of 10");
      await expect.poll(() => rows(page).count()).toBe(0);
      await page.goto(`${site.origin}/ledger`);
      await page.waitForSelector(".ledgerpart");
      await tabTo(page, /Export as JSON/);
      const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
      const parsed = parseLedger(readFileSync(await download.path(), "utf8"), {tracks: trackIds});
      expect(parsed.ok).toBe(true);
      if (!parsed.ok) return;
      const [entry] = parsed.ledger.entries;
      expect(entry).toMatchObject({track: track.id, part: 2});
      expect(entry.locks[0]).toMatchObject({question: batchingQuestion});
      expect(entry.locks[0]?.predictions[0]).toMatchObject({
        number: 700,
        choice: "lower",
        mechanism: "shared",
        confidence: 2
      });
      expect(entry.attempts).toHaveLength(10);
      // Traffic that nobody has seen, each time another.
      expect(new Set(entry.attempts.map(({seed}) => seed)).size).toBe(10);
      expect(entry.rounds).toHaveLength(1);
      expect(await renderedErrors(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
    120_000
  );
});

describe("the round ends earlier", () => {
  it.each(Object.entries(meeting))("%s: when both hold", async (id, [batch, window]) => {
    const {page, complaints, close} = await skipTo(site, `/batching?v=1&track=${id}&batch=${batch}`);
    await setReading(page, /^Max batch window, /, window);
    await deployByKeyboard(page);
    await expect
      .poll(() => page.locator(".deploymentdesk .left").textContent())
      .toContain("met with deployment 1");
    expect(await rows(page).first().textContent()).toContain("✓ Both hold.");
    await expect
      .poll(() => page.locator(".lesson").first().innerText(), {timeout: 20_000})
      .toContain("Met, with deployment 1.");
    expect(complaints).toEqual([]);
    await close();
  });

  it("tiny: by the claim that no batch size meets both, which is accepted with its reason", async () => {
    const {page, complaints, close} = await skipTo(site, "/batching?v=1&track=tiny");
    await tabTo(page, /^No batch size meets both/);
    await page.keyboard.press("Enter");
    await tabTo(page, /Yes, none meets both/, {back: true});
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".deploymentdesk .status").textContent()).toContain("Accepted");
    await expect
      .poll(() => page.locator(".lesson").first().innerText(), {timeout: 20_000})
      .toMatch(/That is the truth\.[\s\S]*a smaller model/);
    await page.reload();
    await page.waitForSelector(".ticket");
    await expect
      .poll(() => page.locator(".deploymentdesk .left").textContent())
      .toContain("ended by your claim");
    expect(complaints).toEqual([]);
    await close();
  });

  it("elsewhere the claim is answered with a counterexample; who does not mean it goes on", async () => {
    const {page, close} = await skipTo(site, "/batching?v=1&track=edge");
    await tabTo(page, /^No batch size meets both/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await page.locator(".deploymentdesk .left").textContent()).toContain("10 of 10");
    await page.locator(".deploymentdesk .claim button").click();
    await page.locator("button", {hasText: "Yes, none meets both"}).click();
    await expect.poll(() => page.locator(".deploymentdesk .status").textContent()).toContain("Not so");
    await expect
      .poll(() => page.locator(".lesson").first().innerText(), {timeout: 20_000})
      .toMatch(/Some do\.[\s\S]*The best of the whole space is a batch of up to 8/);
    await close();
  });
});
