// Looks at pages in Chromium with axe-core: every page, light and dark, on a telephone and on a desk.
// node look.mjs CHROMIUM FOLDER: prints each violation of WCAG 2.2 A and AA, and what runs out of the page; ends with 1 where there is one.

import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, folder] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const { chromium: browserType } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [320, 1280];
const SCHEMES = ["light", "dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
if (pages.length === 0) throw new Error(`no pages in ${folder}`);
const browser = await browserType.launch({ executablePath: chromium, args: ["--no-sandbox"] });
let found = 0;

async function look(colorScheme) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) asked.push(request.url());
    });
    for (const name of pages) {
      await page.goto(pathToFileURL(resolve(folder, name)).href);
      await page.evaluate(axe);
      const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const said = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length})`);
      if (wide > 0) said.push(`reflow: the page is ${wide} pixels wider than the screen`);
      said.push(...asked.splice(0).map((url) => `it loads ${url}`));
      for (const line of said) console.log(`${name}, ${colorScheme}, ${width} px: ${line}`);
      found += said.length;
    }
    await context.close();
  }
}
await Promise.all(SCHEMES.map(look));
await browser.close();
console.log(`${pages.length} pages, ${SCHEMES.length} schemes, ${WIDTHS.length} widths: ${found} violations`);
process.exit(found === 0 ? 0 : 1);
