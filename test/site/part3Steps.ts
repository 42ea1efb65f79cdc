/** What a reader of Part 3 does at its controls and at the stakeholder's desk, by keyboard. */
import type {BrowserContextOptions, Page} from "playwright-core";
import {expect} from "vitest";
import type {Site, Visit} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";

/** Types a value into a slider's reading, found by its name. */
export async function set(page: Page, name: RegExp, value: string): Promise<void> {
  await toTop(page);
  await tabTo(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

/** Goes to a choice's current level, and by arrows to another. */
export async function choose(page: Page, from: RegExp, to: string): Promise<void> {
  await toTop(page);
  await tabTo(page, from);
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  for (let i = 0; i < 8 && (await chosen()) !== to; ++i) await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(to);
}

/** The deployments in the log. */
export const rows = (page: Page) => page.locator(".deployments tbody tr");

/** Deploys what the controls show, by keyboard, and waits until it stands in the log. */
export async function deployByKeyboard(page: Page): Promise<void> {
  const before = await rows(page).count();
  await toTop(page);
  await tabTo(page, /^Deploy( \||$)/);
  await page.keyboard.press("Enter");
  await expect.poll(() => rows(page).count(), {timeout: 20_000}).toBe(before + 1);
}

/** What the desk says of the round. */
export const left = (page: Page) => page.locator(".stakeholder .left").textContent();

/** The page with the question skipped and its bench at work. */
export async function skipTo(site: Site, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const visit = await site.visit(path, options);
  await visit.page.waitForSelector(".lock");
  await tabTo(visit.page, /Skip, and let the ledger say so/);
  await visit.page.keyboard.press("Enter");
  await visit.page.waitForSelector(".ticket");
  await visit.page.waitForSelector(".bubbleside svg");
  return visit;
}
