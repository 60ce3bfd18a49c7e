// Validates the sound catalogue and the broken documents with ajv in strict mode.
// Usage: node engines.cjs SCHEMAS SOUND.json BROKEN.ndjson; NODE_PATH names where ajv is.
"use strict";
const fs = require("fs");
const path = require("path");

const [schemas, soundFile, brokenFile] = process.argv.slice(2);
const sound = JSON.parse(fs.readFileSync(soundFile, "utf8"));
const cases = fs.readFileSync(brokenFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));

/** The document of a case. */
function broken(one) {
  const document = structuredClone(
    one.item === undefined ? sound : sound.items.find((item) => item.name === one.item),
  );
  const steps = one.at.split("/").slice(1);
  const key = steps.pop();
  const owner = steps.reduce((node, step) => node[step], document);
  if ("value" in one) owner[key] = one.value;
  else delete owner[key];
  return document;
}

/** The deepest places of the errors. */
function deepest(errors) {
  const depth = (error) => error.instancePath.split("/").length;
  const most = Math.max(...errors.map(depth));
  return [...new Set(errors.filter((error) => depth(error) === most).map((error) => error.instancePath))];
}

let wrong = 0;
let compiled = 0;
for (const [folder, module] of [["", "ajv/dist/2020"], ["draft-07", "ajv"]]) {
  const Ajv = require(module);
  const options = { strict: true, allErrors: true, validateFormats: false };
  const validators = {};
  for (const file of fs.readdirSync(path.join(schemas, folder))) {
    if (!file.endsWith(".schema.json")) continue;
    const schema = JSON.parse(fs.readFileSync(path.join(schemas, folder, file), "utf8"));
    validators[file.split(".")[0]] = new Ajv(options).compile(schema);
    compiled += 1;
  }
  const accepts = (name, document) => {
    if (validators[name](document)) return;
    wrong += 1;
    console.error(`${folder} ${name} refuses a sound document`, validators[name].errors);
  };
  accepts("catalogue", sound);
  for (const name of Object.keys(validators).filter((name) => name.startsWith("service-item"))) {
    for (const item of sound.items) accepts(name, item);
  }
  for (const one of cases) {
    const validate = validators[one.schema];
    const places = validate(broken(one)) ? [] : deepest(validate.errors);
    if (places.length !== 1 || places[0] !== one.pointer) {
      wrong += 1;
      console.error(folder, JSON.stringify(one), places);
    }
  }
}
console.log(`ajv: ${compiled} schemas, ${cases.length} broken documents, ${wrong} wrong`);
process.exit(wrong === 0 ? 0 : 1);
