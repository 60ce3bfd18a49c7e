// What Hyperjump says of documents: node hyperjump.mjs SCHEMAS DOCUMENTS.ndjson; see compare.py.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// A module is not looked for in NODE_PATH unless it is required.
const require = createRequire(import.meta.url);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { registerSchema, validate } = await load("@hyperjump/json-schema/draft-2020-12");
await load("@hyperjump/json-schema/draft-07");

const [schemas, documents] = process.argv.slice(2);
const validators = {};
for (const file of readdirSync(schemas).filter((file) => file.endsWith(".schema.json"))) {
  const schema = JSON.parse(readFileSync(join(schemas, file), "utf8"));
  registerSchema(schema);
  validators[file.split(".")[0]] = await validate(schema.$id);
}

/** The pointer of an error. Of a key that must not be there the others name the object. */
function place({ keyword, instanceLocation }) {
  const pointer = decodeURIComponent(instanceLocation.slice(1));
  return keyword.endsWith("/evaluation/validate") ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
}
for (const line of readFileSync(documents, "utf8").trim().split("\n")) {
  const { schema, document } = JSON.parse(line);
  const { valid, errors } = validators[schema](document, "BASIC");
  console.log(JSON.stringify(valid ? [] : errors.map(place)));
}
