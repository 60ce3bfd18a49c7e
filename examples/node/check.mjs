// Checks files and directories: node check.mjs INPUT… [--name value]… ; the report is printed as JSON.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { Refused, Shixiang } from "../wasm/shixiang.mjs";

const text = { type: "string" };
const { values, positionals: inputs } = parseArgs({
  allowPositionals: true,
  options: { lang: text, profile: text, today: text, dialect: text, excerpts: { type: "boolean" } },
});
const module = readFileSync(new URL("../wasm/shixiang.wasm", import.meta.url));
const checker = await Shixiang.load(module);

const stop = (message) => {
  console.error(message);
  process.exit(2);
};
const missing = inputs.find((input) => !existsSync(input));
if (missing !== undefined) stop(`there is no ${missing}`);
const names = inputs.flatMap((input) => {
  // A catalogue takes in files beside it.
  const directory = basename(input) === "catalogue.toml" ? dirname(input) : input;
  if (!statSync(directory).isDirectory()) return [input];
  const below = readdirSync(directory, { recursive: true, withFileTypes: true });
  return below.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
});
const files = names.map((name) => ({ name, bytes: readFileSync(name) }));
try {
  const report = checker.check(files, { ...values, inputs });
  process.stdout.write(report);
  const exits = { passed: 0, failed: 1, incomplete: 3, fault: 4 };
  process.exitCode = exits[JSON.parse(report).summary.verdict];
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  stop(error.message);
}
