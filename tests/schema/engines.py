"""Validates the sound catalogue and the broken documents with the Python package jsonschema.

Usage: python engines.py SCHEMAS SOUND.json BROKEN.ndjson
"""

import copy
import json
import sys
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator

schemas, sound_file, broken_file = map(Path, sys.argv[1:])
sound = json.loads(sound_file.read_text("utf-8"))
cases = [json.loads(line) for line in broken_file.read_text("utf-8").splitlines()]


def broken(case):
    """The document of a case."""
    items = {item["name"]: item for item in sound["items"]}
    document = copy.deepcopy(items[case["item"]] if "item" in case else sound)
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


def leaves(error):
    """The innermost errors."""
    for inner in error.context or []:
        yield from leaves(inner)
    if not error.context:
        yield error


def deepest(errors):
    """The deepest places of the errors."""
    places = {tuple(leaf.absolute_path) for error in errors for leaf in leaves(error)}
    most = max(map(len, places), default=0)
    return {"".join(f"/{step}" for step in place) for place in places if len(place) == most}


wrong = 0
checked = 0
for folder, engine in (("", Draft202012Validator), ("draft-07", Draft7Validator)):
    validators = {}
    for file in sorted((schemas / folder).glob("*.schema.json")):
        schema = json.loads(file.read_text("utf-8"))
        engine.check_schema(schema)
        validators[file.name.split(".")[0]] = engine(schema)
        checked += 1
    of_items = [name for name in validators if name.startswith("service-item")]
    documents = [("catalogue", sound)] + [(name, item) for name in of_items for item in sound["items"]]
    for name, document in documents:
        for error in validators[name].iter_errors(document):
            wrong += 1
            print(folder, name, "refuses a sound document:", error.message, file=sys.stderr)
    for case in cases:
        places = deepest(validators[case["schema"]].iter_errors(broken(case)))
        if places != {case["pointer"]}:
            wrong += 1
            print(folder, case, places, file=sys.stderr)
print(f"jsonschema: {checked} schemas, {len(cases)} broken documents, {wrong} wrong")
sys.exit(1 if wrong else 0)
