"""What the Python package jsonschema says of documents: SCHEMAS DOCUMENTS.ndjson; see compare.py."""

import json
import sys
from pathlib import Path

from jsonschema.validators import validator_for


def leaves(error):
    """The innermost errors."""
    for inner in error.context or []:
        yield from leaves(inner)
    if not error.context:
        yield error


schemas, documents = map(Path, sys.argv[1:])
validators = {}
for file in schemas.glob("*.schema.json"):
    schema = json.loads(file.read_text("utf-8"))
    engine = validator_for(schema)
    engine.check_schema(schema)
    validators[file.name.split(".")[0]] = engine(schema)
for line in documents.read_text("utf-8").splitlines():
    case = json.loads(line)
    errors = validators[case["schema"]].iter_errors(case["document"])
    places = [leaf.absolute_path for error in errors for leaf in leaves(error)]
    print(json.dumps(["".join(f"/{step}" for step in place) for place in places]))
