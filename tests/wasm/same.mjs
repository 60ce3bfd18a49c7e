// The module in Node gives the reports of the command, and no bytes make it stop: same.mjs DIRECTORY.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import assert from "node:assert/strict";
import { Refused, Shixiang } from "../../examples/wasm/shixiang.mjs";
import { hostile } from "./hostile.mjs";

const out = process.argv[2];
const module = readFileSync(new URL("../../examples/wasm/shixiang.wasm", import.meta.url));
const checker = await Shixiang.load(module);
const cases = readFileSync(join(out, "cases.ndjson"), "utf8").trim().split("\n").map((line) => JSON.parse(line));

test("the module imports nothing", async () => {
  assert.deepEqual(WebAssembly.Module.imports(await WebAssembly.compile(module)), []);
});

test("the reports are those of the command", () => {
  assert.ok(cases.length > 30);
  let findings = 0;
  for (const { files, options, report } of cases) {
    const given = files.map((name) => ({ name, bytes: readFileSync(name) }));
    const expected = readFileSync(join(out, report), "utf8");
    assert.equal(checker.check(given, options), expected, JSON.stringify(options));
    findings += JSON.parse(expected).findings.length;
  }
  assert.ok(findings > 100);
});

test("what is misused is refused in words, and the next check is none the worse", () => {
  const file = { name: "a.toml", bytes: "name = '食品经营许可'" };
  const reason = (files, options) => {
    try {
      checker.check(files, options);
    } catch (error) {
      assert.ok(error instanceof Refused, error);
      return error.message;
    }
    assert.fail("not refused");
  };
  assert.match(reason([file], { select: ["LIM999"] }), /没有叫“LIM999”的规则/);
  assert.match(reason([file], { select: ["LIM999"], lang: "en" }), /there is no rule “LIM999”/);
  assert.match(reason([{ ...file, name: "a.xyz" }], {}), /不知道a.xyz是什么格式/);
  assert.match(reason([file], { inputs: ["b.toml"] }), /没有这个文件或目录：b.toml/);
  assert.match(reason([file], { dialect: "nowhere" }), /没有叫“nowhere”的方言/);
  assert.match(reason([file], { wish: 1 }), /unknown field `wish`/);
  assert.equal(JSON.parse(checker.check([file], {})).summary.items, 1);
});

test("a configuration beside the input counts", () => {
  const files = [
    { name: "a/item.toml", bytes: "name = '食品经营许可'\nversion = 0" },
    { name: "a/shixiang.toml", bytes: "select = ['version-below-one']" },
  ];
  const { findings } = JSON.parse(checker.check(files, { inputs: ["a"] }));
  assert.deepEqual(findings.map(({ name }) => name), ["version-below-one"]);
});

test("any bytes give a report", () => {
  let count = 0;
  for (const file of hostile(cases)) {
    const { summary } = JSON.parse(checker.check([file], {}));
    assert.ok(["passed", "failed", "incomplete"].includes(summary.verdict), file.name);
    count += 1;
  }
  console.log(`${count} hostile files`);
});
