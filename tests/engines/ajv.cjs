// What ajv, in strict mode, says of documents: node ajv.cjs SCHEMAS DOCUMENTS.ndjson; see compare.py.
"use strict";
const fs = require("fs");
const path = require("path");
const engines = { "2020-12": require("ajv/dist/2020"), "draft-07": require("ajv") };

const [schemas, documents] = process.argv.slice(2);
const validators = {};
for (const file of fs.readdirSync(schemas).filter((file) => file.endsWith(".schema.json"))) {
  const schema = JSON.parse(fs.readFileSync(path.join(schemas, file), "utf8"));
  const Ajv = engines[schema.$schema.match(/2020-12|draft-07/)[0]];
  const options = { strict: true, allErrors: true };
  validators[file.split(".")[0]] = new Ajv(options).compile(schema);
}
for (const line of fs.readFileSync(documents, "utf8").trim().split("\n")) {
  const { schema, document } = JSON.parse(line);
  const validate = validators[schema];
  const errors = validate(document) ? [] : validate.errors;
  console.log(JSON.stringify(errors.map((error) => error.instancePath)));
}
