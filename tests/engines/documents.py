"""Writes the documents on which the engines are compared: one a line, with its schema and, if it is broken,
the place of the fault.

Usage: python documents.py SOUND.json BROKEN.ndjson > DOCUMENTS.ndjson
"""

import copy
import json
import sys
from pathlib import Path

SCHEMAS = Path(__file__).parents[2] / "schema"
OF_ITEMS = ("service-item", "service-item-portal", "service-item-exchange", "service-item-audit")

sound_file, broken_file = map(Path, sys.argv[1:])
sound = json.loads(sound_file.read_text("utf-8"))
items = {item["name"]: item for item in sound["items"]}
# Of these the example of the schema is the sound document.
examples = {
    name: json.loads((SCHEMAS / f"{name}.v1.schema.json").read_text("utf-8"))["examples"][0] for name in ("config", "dialect")
}


def broken(case):
    """The document of a case."""
    document = items[case["item"]] if "item" in case else examples.get(case["schema"], sound)
    document = copy.deepcopy(document)
    *steps, key = case["at"].split("/")[1:]
    owner = document
    for step in steps:
        owner = owner[int(step) if isinstance(owner, list) else step]
    key = int(key) if isinstance(owner, list) else key
    if "value" in case:
        owner[key] = case["value"]
    else:
        del owner[key]
    return document


def write(schema, document, **fault):
    print(json.dumps({"schema": schema, "document": document, **fault}, ensure_ascii=False))


sys.stdout.reconfigure(encoding="utf-8")
write("catalogue", sound)
for schema, document in examples.items():
    write(schema, document)
for schema in OF_ITEMS:
    for item in items.values():
        write(schema, item)
for case in map(json.loads, broken_file.read_text("utf-8").splitlines()):
    write(case["schema"], broken(case), pointer=case["pointer"], at=case["at"])
