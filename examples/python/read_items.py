"""Validates the items of a catalogue and reads them into typed classes."""

import json
import sys
from pathlib import Path

from item import Medium, ServiceItem
from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parent / "../../schema/service-item.v1.schema.json"
validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))

wrong = 0
for data in json.loads(Path(sys.argv[1]).read_text("utf-8"))["items"]:
    for error in validator.iter_errors(data):
        wrong += 1
        print(f"{data.get('name')}: {error.json_path}: {error.message}")

    item = ServiceItem.model_validate(data)
    # Nothing is lost on the way back.
    assert item.model_dump(mode="json", exclude_none=True) == data, item.name

    materials = item.guide.materials or [] if item.guide else []
    either = [material.name for material in materials if material.medium == Medium.PaperOrElectronic]
    print(f"{item.name}: {len(materials)} materials, on paper or electronic: {either}")

sys.exit(1 if wrong else 0)
