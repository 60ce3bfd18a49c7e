// Validates the items of a catalogue; what is valid has the type that is generated from the schema.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import type { Medium, ServiceItem } from "./item";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const schema = read(join(__dirname, "../../schema/service-item.v1.schema.json")) as object;
const ajv = new Ajv2020({ strict: true, allErrors: true });
const isItem = ajv.compile<ServiceItem>(schema);

const either: Medium = "纸质或电子";
const catalogue = read(process.argv[2]!) as { items: unknown[] };
for (const data of catalogue.items) {
  if (!isItem(data)) {
    console.error(ajv.errorsText(isItem.errors, { separator: "\n" }));
    process.exitCode = 1;
    continue;
  }
  const materials = data.guide?.materials ?? [];
  const chosen = materials.filter((material) => material.medium === either);
  const names = chosen.map((material) => material.name);
  console.log(`${data.name}: ${materials.length} materials, on paper or electronic: ${names.join(", ")}`);
}
