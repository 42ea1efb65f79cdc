import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {LEDGER_KEY} from "../../lib/lab/ledgerStore.js";
import {openSite, renderedErrors, type Site} from "./browser.js";
import {deployByKeyboard, rows, setReading, skipTo} from "./part2Steps.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

type Page = Awaited<ReturnType<typeof skipTo>>["page"];

const stored = (page: Page) => page.evaluate((key) => localStorage.getItem(key) ?? "", LEDGER_KEY);

/** Three deployments that do not meet the mission, and the ledger that holds them. */
async function threeDeployments(): Promise<{readonly text: string; readonly said: readonly string[]}> {
  const {page, close} = await skipTo(site, "/batching?v=1&track=cloud&batch=64&window=9");
  for (const batch of ["64", "40", "4"]) {
    await setReading(page, /^Batch size, /, batch);
    await deployByKeyboard(page);
  }
  await expect.poll(async () => (await stored(page)).match(/deployment-/g)?.length).toBe(3);
  const [text, said] = [await stored(page), await rows(page).allInnerTexts()];
  await close();
  return {text, said};
}

describe("deployments in the ledger", () => {
  it("go into another browser with a file, and the round goes on there", async () => {
    const {text, said} = await threeDeployments();
    const {page, complaints, close} = await site.visit("/ledger");
    await page.waitForSelector("input[type=file]");
    await page.setInputFiles("input[type=file]", {
      name: "ledger.json",
      mimeType: "application/json",
      buffer: Buffer.from(text)
    });
    await expect.poll(() => stored(page)).toContain("deployment-");
    await page.goto(`${site.origin}/batching?v=1&track=cloud`);
    await page.waitForSelector(".deployments tbody tr");
    expect(await rows(page).allInnerTexts()).toEqual(said);
    expect(await page.locator(".deploymentdesk .left").textContent()).toContain("7 of 10");
    await deployByKeyboard(page);
    expect(await page.locator(".deploymentdesk .left").textContent()).toContain("6 of 10");
    expect(complaints).toEqual([]);
    await close();
  });

  it("that are damaged or impossible are left out of the drawings, and the others stay", async () => {
    const {text, said} = await threeDeployments();
    const ledger = JSON.parse(text) as {
      entries: {attempts: {results: Record<string, unknown>; configuration: Record<string, unknown>}[]}[];
    };
    const attempts = ledger.entries.flatMap((entry) => entry.attempts);
    attempts[1]!.results["p99 [s]"] = -5;
    attempts[2]!.configuration["batch size"] = 1e300;
    const {page, context, close} = await site.visit("/methods");
    await page.waitForSelector("#track-switch select");
    await page.evaluate(
      ([key, value]) => localStorage.setItem(key!, value!),
      [LEDGER_KEY, JSON.stringify(ledger)]
    );
    const {page: next, complaints} = await site.tab(context, "/batching?v=1&track=cloud");
    await next.waitForSelector(".deployments tbody tr");
    expect(await rows(next).allInnerTexts()).toEqual([said[0]]);
    // What is not readable was a deployment all the same.
    expect(await next.locator(".deploymentdesk .left").textContent()).toContain("7 of 10");
    await expect.poll(() => next.locator("section.instrument .screen svg").count()).toBeGreaterThan(5);
    for (const drawing of await next.locator("section.instrument .screen svg").all())
      expect(await drawing.evaluate((svg) => svg.outerHTML)).not.toMatch(/NaN|undefined|Infinity/);
    expect(await renderedErrors(next)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("a track that is changed while one is running neither logs it elsewhere nor loses a deployment", async () => {
    const {page, complaints, close} = await skipTo(site, "/batching?v=1&track=cloud&batch=64&window=9");
    await page.evaluate(() => {
      document.querySelector<HTMLButtonElement>(".button.deploy")?.click();
      const select = document.querySelector<HTMLSelectElement>("#track-switch select");
      if (!select) throw new Error("no tracks");
      select.value = "edge";
      for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, {bubbles: true}));
    });
    await expect.poll(() => page.locator(".kicker").first().textContent()).toContain("Edge Guardian");
    await page.waitForSelector(".lock .choice");
    expect(await rows(page).count()).toBe(0);
    await page.selectOption("#track-switch select", "cloud");
    await page.waitForSelector(".deploymentdesk .left");
    const left = await page.locator(".deploymentdesk .left").textContent();
    // It was either logged on its own track before the change, or not at all.
    expect(`${10 - (await rows(page).count())} of 10 deployments left.`).toBe(left);
    await deployByKeyboard(page);
    expect(complaints).toEqual([]);
    await close();
  });
});
