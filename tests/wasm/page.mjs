// The page in a browser, opened from the disk: page.mjs COMMAND CASES OUT. PLAYWRIGHT is where
// playwright-core is, CHROMIUM the browser.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";

const [command, cases, out] = process.argv.slice(2).map((name) => resolve(name));
const { chromium } = createRequire(resolve(process.env.PLAYWRIGHT, "x.cjs"))("playwright-core");
const address = new URL("../../examples/web/shixiang.html", import.meta.url);
const requests = [];
let browser, page;

before(async () => {
  mkdirSync(out, { recursive: true });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1100, height: 1300 } });
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => assert.fail(error));
  // What the page hands to a link; a browser that is asked for dozens of downloads in a row drops some.
  await page.addInitScript(() => {
    const address = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.handed = blob.type === "application/json" ? blob.text() : window.handed;
      return address.call(URL, blob);
    };
  });
  await page.goto(String(address));
});
after(() => browser.close());

/** Gives files to the page, or the files of a directory, and waits for the findings. */
async function give(input, files) {
  await page.setInputFiles(input, files);
  // The state says so from the moment that they are chosen.
  await page.waitForFunction(() => !document.querySelector("#state").textContent.startsWith("正在"));
}

/** Drops a file or a directory on the page, as a hand does, and waits for the findings. */
async function drop(name) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [resolve(name)], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 500, y: 130, data });
  }
  await page.waitForFunction(() => !document.querySelector("#state").textContent.startsWith("正在"));
}

/** The report that the page hands to the link it saves by. */
async function saved() {
  await page.evaluate(() => (window.handed = undefined));
  await page.click("#save");
  return page.evaluate(() => window.handed);
}

/** The report of the command in a directory. */
function reported(directory, input) {
  const asked = ["check", "--format=json", "--excerpts", "--lang=zh", input];
  const options = { cwd: directory, encoding: "utf8", maxBuffer: 1 << 28 };
  try {
    return execFileSync(command, asked, options);
  } catch ({ stdout }) {
    // With findings it does not exit with 0.
    return stdout;
  }
}

test("each example gives the report of the command", async () => {
  const lines = readFileSync(join(cases, "cases.ndjson"), "utf8").trim().split("\n");
  const singles = lines.map((line) => JSON.parse(line)).filter(({ options }) => options.excerpts && !options.lang);
  const endings = new Set();
  for (const { files: [name] } of singles) {
    if (basename(name) === "catalogue.toml") continue;
    await give("#files", name);
    assert.equal(await saved(), reported(dirname(name), basename(name)), name);
    endings.add(extname(name));
  }
  assert.deepEqual([...endings].sort(), [".csv", ".json", ".ndjson", ".toml", ".xlsx"]);
  for (const directory of ["data", "faulty", "views"]) {
    await give("#directory", join("examples", directory));
    assert.equal(await saved(), reported("examples", directory), directory);
  }
});

test("what is dropped gives the report of the command", async () => {
  for (const name of ["views/portal.csv", "faulty/restaurant.toml", "faulty", "views"]) {
    await page.evaluate(() => (document.querySelector("#state").textContent = "正在等"));
    await drop(join("examples", name));
    const path = join("examples", name);
    assert.equal(await saved(), reported(dirname(path), basename(path)), name);
  }
});

test("the report is saved as a file", async () => {
  await give("#files", "examples/faulty/restaurant.toml");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.equal(download.suggestedFilename(), "report.json");
  assert.equal(readFileSync(await download.path(), "utf8"), await saved());
});

test("a finding stands beside the value it means", async () => {
  await give("#directory", "examples/faulty");
  await page.screenshot({ path: join(out, "directory.png") });
  assert.match(await page.textContent("#verdict strong"), /^不完整/);
  const card = page.locator("article", { hasText: "LIM010" });
  assert.match(await card.textContent(), /承诺办结时限是20个工作日，长于法定办结时限10个工作日/);
  assert.match(await card.locator(".place").first().textContent(), /faulty\/restaurant\.toml　第49行/);
  assert.match(await card.locator("blockquote").first().textContent(), /promised = \{ amount = 20/);
  assert.match(await card.locator(".related mark").textContent(), /statutory/);
  assert.match(await card.textContent(), /整改：/);
});

test("a cell of a workbook is shown as it stands there", async () => {
  await give("#files", join(cases, "matter-table.xlsx"));
  await page.screenshot({ path: join(out, "workbook.png") });
  const { findings } = JSON.parse(await saved());
  const located = findings.filter(({ location, excerpt }) => location?.cell && excerpt);
  assert.ok(located.length > 0);
  const [{ location, excerpt }] = located;
  const card = page.locator("article", { hasText: `${location.sheet}!${location.cell}` }).first();
  assert.equal(await card.locator("blockquote").first().textContent(), excerpt.before + excerpt.marked + excerpt.after);
});

test("findings are filtered by severity and words", async () => {
  await give("#directory", "examples/faulty");
  const all = await page.locator("article").count();
  await page.uncheck("[value=error]");
  assert.equal(await page.locator("article.error").count(), 0);
  assert.ok((await page.locator("article").count()) < all);
  await page.check("[value=error]");
  await page.fill("#words", "LIM010");
  assert.equal(await page.locator("article").count(), 1);
  await page.fill("#words", "");
  assert.equal(await page.locator("article").count(), all);
});

test("a stricter profile is applied at once", async () => {
  await give("#files", "examples/faulty/restaurant.toml");
  const all = await page.locator("article").count();
  await page.selectOption("#profile", "audit");
  await page.waitForFunction((all) => document.querySelectorAll("article").length > all, all);
  await page.selectOption("#profile", "");
  await page.waitForFunction((all) => document.querySelectorAll("article").length === all, all);
});

test("texts of the data are shown and never run", async () => {
  const name = join(out, "hostile.toml");
  writeFileSync(name, `name = '<img src=x onerror="window.ran = 1"></script><b>办理</b>'\nversion = 0\n`);
  await give("#files", name);
  assert.ok(await page.locator("h2", { hasText: "<img src=x" }).count());
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
});

test("what cannot be read is told, and the next file is read", async () => {
  const name = join(out, "notes.xyz");
  writeFileSync(name, "%PDF");
  await give("#files", name);
  assert.match(await page.textContent("#state"), /不知道notes\.xyz是什么格式/);
  const broken = join(out, "broken.xlsx");
  writeFileSync(broken, "PK\x03\x04 no");
  await give("#files", broken);
  assert.match(await page.textContent("#verdict"), /不能算通过/);
  assert.match(await page.textContent("#beside"), /broken\.xlsx/);
});

test("nothing leaves the page", async () => {
  const elsewhere = requests.filter((url) => url !== String(address) && !/^(blob|data):/.test(url));
  assert.deepEqual(elsewhere, []);
  // Nor could it, if a script tried.
  const tried = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", (error) => error.name));
  assert.equal(tried, "TypeError");
  assert.ok(!requests.some((url) => url.startsWith("http")));
});
