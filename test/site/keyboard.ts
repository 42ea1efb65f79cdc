/** What a reader without a mouse does: Tab to a control, then keys. */
import type {Page} from "playwright-core";

const MOST_TABS = 250;

/** The accessible words of the focused element: its label, or its text. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element) return "";
    const labels = "labels" in element ? Array.from((element as HTMLInputElement).labels ?? []) : [];
    return [
      element.getAttribute("aria-label"),
      ...labels.map((label) => label.textContent),
      element.textContent,
      element.id
    ]
      .filter(Boolean)
      .join(" | ")
      .replace(/\s+/g, " ");
  });
}

/** Presses Tab (or Shift+Tab) until the focused element's name matches; throws where the keyboard cannot get there. */
export async function tabTo(page: Page, name: RegExp, {back = false}: {back?: boolean} = {}): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < MOST_TABS; ++i) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const focused = await focusedName(page);
    if (name.test(focused)) return;
    seen.push(focused.slice(0, 40));
  }
  throw new Error(`the keyboard does not reach ${name}; it passed ${seen.slice(-25).join(" · ")}`);
}

/** Puts the focus at the top of the document. */
export async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
}

/** Commits a prediction by keyboard: number, mechanism by its position, confidence. */
export async function commitByKeyboard(
  page: Page,
  {number, mechanism, confidence}: {number: string; mechanism: number; confidence: number}
): Promise<void> {
  await tabTo(page, /Your number of/);
  await page.keyboard.type(number);
  await tabTo(page, /L stays\. Faster/);
  await page.keyboard.press("Space");
  for (let i = 1; i < mechanism; ++i) await page.keyboard.press("ArrowDown");
  await tabTo(page, /a guess/);
  await page.keyboard.press("Space");
  for (let i = 1; i < confidence; ++i) await page.keyboard.press("ArrowRight");
  await tabTo(page, /Commit prediction/);
  await page.keyboard.press("Enter");
}
