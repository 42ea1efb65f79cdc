import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {LEDGER_KEY} from "../../lib/lab/ledgerStore.js";
import {openSite, renderedErrors, type Site} from "./browser.js";
import {tabTo} from "./keyboard.js";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function openBench(page: Awaited<ReturnType<Site["visit"]>>["page"]): Promise<void> {
  await page.waitForSelector(".lock");
  await page.locator("text=Skip, and let the ledger say so").click();
  await page.waitForSelector(".filmstage svg");
}

describe("the address", () => {
  it.each([
    ["v=1&rate=900", /Arrival rate: 900 is out of range; 8 per second is the nearest/, "8"],
    ["v=1&rate=-1", /Arrival rate: -1 is out of range; 0.5 per second is the nearest/, "0.5"],
    ["v=1&rate=NaN", /Arrival rate: “NaN” is not a number; 6 per second is used/, "6"],
    ["v=1&rate=", /Arrival rate: “” is not a number/, "6"],
    ["v=1&rate=1e999", /Arrival rate: “1e999” is not a number/, "6"],
    ["v=9&rate=3", /version “9”/, "6"],
    ["v=1&rate=3&evil=%3Cscript%3Ealert(1)%3C/script%3E", /does not know/, "3"],
    ["v=1&rate=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", /is not a number/, "6"]
  ])("%s: a clear message and the nearest valid state", async (query, message, rate) => {
    const {page, complaints, close} = await site.visit(`/concurrency?${query}`);
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs += 1;
      dialog.dismiss();
    });
    await page.waitForSelector(".lock");
    expect(await page.locator(".notice").first().innerText()).toMatch(message);
    expect(await page.locator(".slider .reading input").first().inputValue()).toBe(rate);
    expect(await page.locator(".notice img, .notice script").count()).toBe(0);
    expect(await renderedErrors(page)).toEqual([]);
    expect(dialogs).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it("an unknown track changes nothing and is named", async () => {
    const {page, close} = await site.visit("/concurrency?v=1&track=__proto__");
    await page.waitForSelector(".lock");
    expect(await page.locator(".notice").first().innerText()).toContain("__proto__");
    expect(await page.inputValue("#track-switch select")).toBe("cloud");
    await close();
  });

  it("a link carries the whole configuration to another reader", async () => {
    const {page, close} = await site.visit("/concurrency?v=1&track=edge&rate=360&time=2&units=2&seed=77");
    await openBench(page);
    const values = await page
      .locator(".controls .slider .reading input")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(values.slice(0, 3)).toEqual(["360", "2", "2"]);
    expect(await page.locator(".field input").inputValue()).toBe("77");
    expect(page.url()).toContain("rate=360");
    await close();
  });
});

describe("typed values", () => {
  it("out of range, empty and nonsense are answered in words, and nothing is lost", async () => {
    const {page, complaints, close} = await site.visit("/concurrency");
    await openBench(page);
    const field = page.locator(".slider .reading input").first();
    const message = page.locator(".slider .message").first();
    for (const [typed, words, value] of [
      ["abc", /“abc” is not a number/, "6"],
      ["", /A number is missing/, "6"],
      ["999999", /out of range: 8 per second is the nearest/, "8"],
      ["1e400", /too large/, "8"],
      ["3,5", /^$/, "3.5"]
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      expect(await message.innerText()).toMatch(words);
      expect(await field.inputValue()).toBe(value);
    }
    const seed = page.locator(".field input");
    await seed.fill("-5");
    await seed.press("Enter");
    expect(await seed.inputValue()).toBe("2621");
    expect(complaints).toEqual([]);
    await close();
  });

  it("a hostile text is kept as text", async () => {
    const {page, complaints, close} = await site.visit("/concurrency");
    await openBench(page);
    const hostile = `<img src=x onerror="document.title='hit'"></textarea><script>document.title='hit'</script>`;
    await page.locator("textarea").first().fill(hostile);
    await expect.poll(() => page.locator(".saved").first().textContent()).toMatch(/^saved/);
    await page.goto(`${site.origin}/ledger`);
    await page.waitForSelector(".ledgerpart");
    expect(await page.locator(".ledgerpart").innerText()).toContain("<img src=x onerror=");
    expect(await page.title()).not.toBe("hit");
    expect(await page.locator(".ledgerpart img, .ledgerpart script").count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("storage", () => {
  it.each([
    ["corrupted", '{"format":"model-serving-lab/ledger","version":1,"id":'],
    ["of a future version", '{"format":"model-serving-lab/ledger","version":99,"id":"x","entries":[]}'],
    ["not a ledger", "[1,2,3]"]
  ])("a ledger that is %s is set aside, never overwritten", async (_name, text) => {
    const {page, context, close} = await site.visit("/methods");
    await page.waitForSelector("#track-switch select");
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [LEDGER_KEY, text]);
    const {page: next, complaints} = await site.tab(context, "/concurrency");
    await next.waitForSelector(".lock");
    expect(await next.locator(".notice").first().innerText()).toContain("set aside");
    await openBench(next);
    const kept = await next.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.includes("/aside/"))
        .map((key) => localStorage.getItem(key))
    );
    expect(kept).toEqual([text]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("denied storage: the lab works, and says that nothing is kept", async () => {
    const {page, context, close} = await site.visit("/methods");
    await context.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        }
      });
    });
    await page.close();
    const {page: next, complaints} = await site.tab(context, "/concurrency");
    await next.waitForSelector(".lock");
    expect(await next.locator(".notice").first().innerText()).toContain(
      "does not let the lab store anything"
    );
    await openBench(next);
    await next.locator("textarea").first().fill("still here");
    await expect.poll(() => next.locator(".saved.failed").first().textContent()).toContain("Not saved");
    expect(complaints).toEqual([]);
    await close();
  });

  it("a full storage is said, and the text stays on the page", async () => {
    const {page, context, close} = await site.visit("/methods");
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.close();
    const {page: next} = await site.tab(context, "/concurrency");
    await openBench(next);
    await next.locator("textarea").first().fill("still here");
    await expect.poll(() => next.locator(".saved.failed").first().textContent()).toContain("full or denied");
    expect(await next.locator("textarea").first().inputValue()).toBe("still here");
    await close();
  });

  it("two open tabs do not lose each other's work", async () => {
    const {page: one, context, close} = await site.visit("/concurrency");
    await openBench(one);
    const {page: two} = await site.tab(context, "/concurrency");
    await two.waitForSelector(".ticket");
    await one.locator("textarea").first().fill("from the first tab");
    await expect.poll(() => one.locator(".saved").first().textContent()).toMatch(/^saved/);
    await two.locator("textarea").nth(1).fill("from the second tab");
    await expect.poll(() => two.locator(".saved").nth(1).textContent()).toMatch(/^saved/);
    await expect.poll(() => one.locator("textarea").nth(1).inputValue()).toBe("from the second tab");
    await one.reload();
    await one.waitForSelector(".ticket");
    expect(await one.locator("textarea").first().inputValue()).toBe("from the first tab");
    expect(await one.locator("textarea").nth(1).inputValue()).toBe("from the second tab");
    await close();
  });
});

describe("import", () => {
  it.each([
    ["garbage", "not json at all", /not valid JSON/],
    ["another file", '{"name": "package"}', /no ledger of this lab/],
    [
      "a ledger from the future",
      '{"format":"model-serving-lab/ledger","version":2,"entries":[]}',
      /newer lab/
    ]
  ])("%s is refused in words and changes nothing", async (_name, text, message) => {
    const {page, complaints, close} = await site.visit("/concurrency");
    await openBench(page);
    await page.goto(`${site.origin}/ledger`);
    await page.waitForSelector(".ledgerpart");
    const before = await page.evaluate((key) => localStorage.getItem(key), LEDGER_KEY);
    await page.setInputFiles("input[type=file]", {
      name: "x.json",
      mimeType: "application/json",
      buffer: Buffer.from(text)
    });
    await expect.poll(() => page.locator(".saved.failed").textContent()).toMatch(message);
    expect(await page.evaluate((key) => localStorage.getItem(key), LEDGER_KEY)).toBe(before);
    expect(complaints).toEqual([]);
    await close();
  });

  it("an exported ledger comes back into another browser", async () => {
    const first = await site.visit("/concurrency");
    await openBench(first.page);
    await first.page.locator("textarea").first().fill("carried over");
    await expect.poll(() => first.page.locator(".saved").first().textContent()).toMatch(/^saved/);
    const text = await first.page.evaluate((key) => localStorage.getItem(key), LEDGER_KEY);
    await first.close();
    const second = await site.visit("/ledger");
    await second.page.waitForSelector("input[type=file]");
    await second.page.setInputFiles("input[type=file]", {
      name: "x.json",
      mimeType: "application/json",
      buffer: Buffer.from(text ?? "")
    });
    await expect.poll(() => second.page.locator(".ledgerpart").innerText()).toContain("carried over");
    await second.page.goto(`${site.origin}/concurrency`);
    await second.page.waitForSelector(".ticket");
    await tabTo(second.page, /What do you see/);
    expect(await second.page.locator("textarea").first().inputValue()).toBe("carried over");
    await second.close();
  });
});
