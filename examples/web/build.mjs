// Puts the page, its script and the module into one file that is opened from a disk: node build.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const read = (name) => readFileSync(new URL(name, import.meta.url));
const parts = {
  "/* STYLE */": read("page.css"),
  // No module: in a page from a disk a worker cannot be one.
  WORKER: `${read("../wasm/shixiang.mjs")}\n${read("worker.js")}`.replaceAll(/^export /gm, ""),
  SCRIPT: read("page.mjs"),
  // The last: what it holds is not searched.
  MODULE: gzipSync(read("../wasm/shixiang.wasm"), { level: 9 }).toString("base64"),
};
let page = String(read("page.html"));
for (const [mark, part] of Object.entries(parts)) page = page.replace(mark, () => part);
writeFileSync(new URL("shixiang.html", import.meta.url), page);
console.log(`shixiang.html: ${Buffer.byteLength(page)} bytes`);
