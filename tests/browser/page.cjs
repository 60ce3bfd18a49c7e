// The inspection page in a real browser: layout, filter, keyboard, contrast, nothing asked of the network,
// hostile texts inert, and a page of 50,000 findings that opens in three seconds.
//
// node tests/browser/page.cjs CHROMIUM PAGE HOSTILE LARGE [PICTURES]
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const { HtmlValidate } = require("html-validate");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [executablePath, ordinary, hostile, large, pictures] = process.argv.slice(2);
const url = (file) => pathToFileURL(path.resolve(file)).href;

// A page, with everything that it asks for, says and complains about.
async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], dialogs: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("dialog", (dialog) => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.goto(url(file));
  return { page, seen, context };
}

async function silent({ seen }, file) {
  assert.deepStrictEqual(seen.requests.filter((asked) => asked !== url(file)), [], "no request leaves the page");
  assert.deepStrictEqual(seen.dialogs, []);
  assert.deepStrictEqual(seen.errors, [], "its policy lets its own script and styles in");
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
  assert.deepStrictEqual(told, [], what);
}

async function fits(page, what) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${what}: ${wide} wide in ${room}`);
}

const visible = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => !one.closest("[hidden]")).length);

async function valid(file) {
  const checker = new HtmlValidate({
    extends: ["html-validate:standard"],
    // What is written for machines is not indented; the page's one style is its own.
    rules: { "no-inline-style": "error", "no-trailing-whitespace": "off", "long-title": "off", "require-sri": "off", "attribute-boolean-style": "off", "doctype-style": "off" },
  });
  const report = await checker.validateString(fs.readFileSync(file, "utf8"), file);
  const told = report.results.flatMap((result) => result.messages).slice(0, 10);
  assert.deepStrictEqual(told.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message}`), []);
}

async function shows(browser) {
  const opened = await open(browser, ordinary);
  const { page } = opened;
  assert.ok((await page.title()).length > 0);
  await accessible(page, "as it opens");
  await fits(page, "as it opens");

  // Filter by severity, authority and text; what is counted is what is seen.
  const all = await visible(page, "li[data-body]");
  await page.selectOption("[name=severity]", "error");
  const said = page.locator("#filter output");
  await said.filter({ hasText: /\d/ }).waitFor();
  const errors = await visible(page, "li[data-body]");
  assert.ok(errors > 0 && errors < all, `${errors} of ${all}`);
  assert.strictEqual(parseInt(await said.textContent(), 10), errors);
  assert.strictEqual(await page.locator("details.rule:not([hidden]):not(.error)").count(), 0);
  const word = "LIM010";
  await page.selectOption("[name=rule]", word);
  await page.waitForFunction((word) => [...document.querySelectorAll("details.rule:not([hidden])")].every((one) => one.dataset.rule === word), word);
  await page.click("[type=reset]");
  await page.waitForFunction((all) => [...document.querySelectorAll("li[data-body]")].filter((one) => !one.closest("[hidden]")).length === all, all);
  await page.fill("[name=text]", "没有这样的文字");
  await page.waitForFunction(() => document.querySelectorAll("details.rule:not([hidden])").length === 0);
  await page.click("[type=reset]");
  await page.waitForFunction(() => document.querySelectorAll("details.rule[hidden]").length === 0);

  // By keyboard alone: the first stop leads to the findings, a group opens with Enter.
  await page.reload();
  await page.keyboard.press("Tab");
  assert.strictEqual(await page.evaluate(() => document.activeElement.className), "skip");
  await page.locator("details.rule > summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("details.rule").first().evaluate((one) => one.open));
  assert.notStrictEqual(await page.locator("details.rule > summary").first().evaluate((one) => getComputedStyle(one).outlineStyle), "none");
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await accessible(page, "all opened");

  // A link to a rule opens it.
  await page.reload();
  await page.locator("#worst a, .figures a").first().evaluate((link) => link.click());
  await page.waitForFunction(() => { const target = document.getElementById(location.hash.slice(1)); return !target || target.open; });

  // A reader opens an item and sees its process; the link to it opens all around it.
  const process = page.locator("details.process").first();
  await page.evaluate((id) => { location.hash = id; }, await process.getAttribute("id"));
  await process.locator("svg").waitFor();
  const [boxes, steps] = [await page.locator(".process rect").count(), await page.locator(".process ol > li").count()];
  assert.ok(steps > 2 && boxes >= steps, `${steps} steps, ${boxes} boxes`);

  // On a telephone nothing is cut off.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await fits(page, "on a telephone");
  await accessible(page, "on a telephone");
  await silent(opened, ordinary);
  await opened.context.close();

  // Without a script all is there, and nothing offers what does not work.
  const bare = await open(browser, ordinary, { javaScriptEnabled: false });
  assert.strictEqual(await bare.page.locator("li[data-body]").count(), all);
  assert.ok(!(await bare.page.locator("#filter").isVisible()));
  await bare.page.locator("details.rule > summary").first().click();
  assert.ok(await bare.page.locator("details.rule li").first().isVisible());
  await bare.context.close();
}

async function isInert(browser) {
  const opened = await open(browser, hostile);
  const { page } = opened;
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.waitForTimeout(300);
  assert.strictEqual(await page.evaluate(() => window.broken), undefined);
  assert.strictEqual(await page.locator("script").count(), 1);
  assert.strictEqual(await page.locator("img, iframe, object, embed, link, base").count(), 0);
  assert.ok((await page.locator("body").textContent()).includes("<img src=x"), "it is shown as it is");
  await silent(opened, hostile);
  await opened.context.close();
}

// How long a page takes until it is painted and the filter works.
async function opening(browser) {
  const start = Date.now();
  const opened = await open(browser, large);
  await opened.page.locator("#filter").waitFor();
  await opened.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { opened, took: Date.now() - start };
}

async function isFast(browser) {
  // Whatever else the machine does at the moment is not the page's: the best of three counts.
  let { opened, took } = await opening(browser);
  for (let again = 0; again < 2 && took >= 3000; again += 1) {
    await opened.context.close();
    ({ opened, took } = await opening(browser));
  }
  const findings = await opened.page.locator("li[data-body]").count();
  console.log(`${findings} findings open in ${took} ms (${(fs.statSync(large).size / 1e6).toFixed(1)} MB)`);
  assert.ok(findings >= 50000, `${findings} findings`);
  assert.ok(took < 3000, `${took} ms`);
  const from = Date.now();
  await opened.page.fill("[name=text]", "30");
  await opened.page.locator("#filter output").filter({ hasText: /\d/ }).waitFor();
  console.log(`filtered in ${Date.now() - from} ms`);
  await silent(opened, large);
  await opened.context.close();
}

async function take(browser) {
  fs.mkdirSync(pictures, { recursive: true });
  for (const [name, width] of [["page", 1280], ["telephone", 390]]) {
    const { page, context } = await open(browser, ordinary, { viewport: { width, height: 900 } });
    await page.screenshot({ path: path.join(pictures, `${name}-top.png`) });
    await page.evaluate(() => document.querySelectorAll(".office, .process").forEach((one) => { one.open = true; }));
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
    for (const section of await page.locator("section").all()) {
      const id = await section.getAttribute("id");
      await section.screenshot({ path: path.join(pictures, `${name}-${id}.png`) });
    }
    await context.close();
  }
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    for (const file of [ordinary, hostile]) await valid(file);
    await shows(browser);
    await isInert(browser);
    await isFast(browser);
    if (pictures) await take(browser);
  } finally {
    await browser.close();
  }
})().catch((error) => { console.error(error); process.exit(1); });
