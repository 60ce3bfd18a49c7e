// Writes the inputs of the pages that the browser opens: node tests/browser/inputs.cjs FOLDER
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const folder = process.argv[2];

const hostile = `</script><script>window.broken=1</script><img src=x onerror="window.broken=1">"'&\u202e<svg onload=window.broken=1><a href="javascript:window.broken=1">甲</a>{{7*7}}<!--`;
const item = (name, body, more) => ({
  name,
  authority: { name: body },
  guide: {
    time_limit: { statutory: { amount: 10, unit: "工作日" }, promised: { amount: 20, unit: "工作日" } },
    materials: [{ name: hostile, medium: hostile, necessity: hostile }],
    process: { steps: [{ id: hostile, name: hostile, next: [{ to: hostile, when: hostile }] }, { name: hostile }] },
    visits: { count: 3, reason: hostile },
    ...more,
  },
});
const catalogue = {
  name: hostile,
  division: hostile,
  categories: [{ name: hostile, items: [hostile] }],
  platforms: [{ id: hostile, name: hostile, functions: [{ kind: hostile, available: true }] }],
  items: [item(hostile, hostile, {}), item("甲", hostile, { conditions: hostile, conditions_note: hostile })],
  [hostile]: hostile,
};
fs.writeFileSync(path.join(folder, "hostile.json"), JSON.stringify(catalogue));

// A catalogue of a province: what is said differs from item to item.
const lines = [];
for (let number = 0; number < 1450; number += 1) {
  lines.push(JSON.stringify({
    name: `第${number}号事项的办理`,
    source_id: `item-${number}`,
    item_type: "行政许可",
    authority: { name: `第${number % 60}号局` },
    division: ["450602", "450603", "450621", "450681"][number % 4],
    guide: {
      conditions: `符合第${number}号规定的条件`,
      time_limit: { statutory: { amount: 5 + (number % 10), unit: "工作日" }, promised: { amount: 20 + (number % 50), unit: "工作日" } },
      materials: [{ name: `第${number}号申请书` }, { name: "身份证" }],
      process: { steps: [{ id: "a", name: "受理", next: [{ to: "b", when: "齐全" }, { to: "c", when: "不符合" }] }, { id: "b", name: `第${number}号审查`, end: "办结" }, { id: "c", name: "不予受理", end: "不予受理" }] },
    },
  }));
}
fs.writeFileSync(path.join(folder, "large.ndjson"), `${lines.join("\n")}\n`);
