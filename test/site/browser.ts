/**
 * The built site in a real Chromium: a static server for dist/, a browser, and pages that remember every console
 * message, failed request and request to another host.
 */
import {existsSync, readFileSync, statSync} from "node:fs";
import {createServer, type Server} from "node:http";
import {createRequire} from "node:module";
import {extname, join, normalize} from "node:path";
import {fileURLToPath} from "node:url";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page
} from "playwright-core";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".arrow": "application/vnd.apache.arrow.file"
};

/** Serves dist/ below `prefix`, as a static host does: /page answers with page.html. */
async function serveSite(prefix: string): Promise<{server: Server; origin: string}> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length - 1)) : undefined;
    const base = inside === undefined ? undefined : join(dist, inside);
    const file =
      base === undefined
        ? undefined
        : [base, `${base}.html`, join(base, "index.html")].find(
            (candidate) => existsSync(candidate) && statSync(candidate).isFile()
          );
    if (!file?.startsWith(dist)) {
      response.writeHead(404).end("not found");
      return;
    }
    response
      .writeHead(200, {"content-type": TYPES[extname(file)] ?? "application/octet-stream"})
      .end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test server has no port");
  return {server, origin: `http://127.0.0.1:${address.port}`};
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console warnings and errors, page errors, failed and foreign requests: must stay empty. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface Site {
  readonly origin: string;
  readonly browser: Browser;
  /** A page in a fresh profile. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  /** Another page in the same profile (a second tab). */
  tab(context: BrowserContext, path: string): Promise<{page: Page; complaints: string[]}>;
  close(): Promise<void>;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
];

/** Opens the built site; `prefix` puts it under a sub-path as a project page would. */
export async function openSite({prefix = "/"}: {prefix?: string} = {}): Promise<Site> {
  const executablePath = process.env.LAB_BROWSER;
  if (!executablePath) throw new Error("LAB_BROWSER is not set: run the tests with npm test.");
  if (!existsSync(join(dist, "index.html"))) throw new Error("dist/ is missing: run npm run build first.");
  const {server, origin} = await serveSite(prefix);
  const browser = await chromium.launch({executablePath, headless: true, args: FLAGS});

  const tab = async (context: BrowserContext, path: string) => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:"))
        complaints.push(`foreign: ${url}`);
    });
    await page.goto(`${origin}${prefix}${path.replace(/^\//, "")}`, {waitUntil: "load"});
    return {page, complaints};
  };

  return {
    origin,
    browser,
    tab,
    visit: async (path, options = {}) => {
      const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
      const {page, complaints} = await tab(context, path);
      return {page, context, complaints, close: () => context.close()};
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    }
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical findings of axe on the page, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const {axe} = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: {
            id: string;
            impact: string;
            help: string;
            nodes: {target: string[]; failureSummary: string}[];
          }[];
        }>;
      };
    };
    const {violations} = await axe.run();
    return violations
      .filter(({impact}) => impact === "serious" || impact === "critical")
      .flatMap(({id, help, nodes}) =>
        nodes.map(
          ({target, failureSummary}) =>
            `${id}: ${help} at ${target.join(" ")} (${failureSummary.replace(/\s+/g, " ")})`
        )
      );
  });
}

/** Texts of rendered errors on the page. */
export function renderedErrors(page: Page): Promise<string[]> {
  return page.locator(".observablehq--error").allTextContents();
}

/** Whether the page is wider than its window. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
