/** What a reader does on Part 2's page, by keyboard. */
import type {Page} from "playwright-core";
import {expect} from "vitest";
import type {Site, Visit} from "./browser.js";
import {tabTo, toTop} from "./keyboard.js";

/** Direction, number, mechanism, confidence, commitment: by keyboard. */
export async function commitBatching(page: Page, number: string): Promise<void> {
  await tabTo(page, /^\s*Higher\./);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /Your number of ms/);
  await page.keyboard.type(number);
  await tabTo(page, /The fixed cost is shared/);
  await page.keyboard.press("Space");
  await tabTo(page, /a guess/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, /Commit prediction/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ticket");
}

/** Types a value into a slider's reading, found by its name. */
export async function setReading(page: Page, name: RegExp, value: string): Promise<void> {
  await toTop(page);
  await tabTo(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

/** The rows of the log. */
export const rows = (page: Page) => page.locator(".deployments tbody tr");

/** Deploys what the sliders show, by keyboard, and waits until it stands in the log. */
export async function deployByKeyboard(page: Page): Promise<void> {
  const before = await rows(page).count();
  await toTop(page);
  await tabTo(page, /^Deploy( \||$)/);
  await page.keyboard.press("Enter");
  await expect.poll(() => rows(page).count()).toBe(before + 1);
}

/** Part 2 with its question skipped and its instruments drawn. */
export async function skipTo(site: Site, path: string, options = {}): Promise<Visit> {
  const visit = await site.visit(path, options);
  await visit.page.waitForSelector(".lock");
  await tabTo(visit.page, /Skip, and let the ledger say so/);
  await visit.page.keyboard.press("Enter");
  await visit.page.waitForSelector(".ticket");
  await visit.page.waitForSelector("section.instrument .screen svg");
  return visit;
}
