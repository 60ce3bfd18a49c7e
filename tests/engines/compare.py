"""Compares what an engine answers with what is known of the documents: the sound ones are accepted, and of each
broken one the deepest error is where it was broken.

Usage: ENGINE SCHEMAS DOCUMENTS.ndjson | python compare.py NAME DOCUMENTS.ndjson

An engine compiles each schema and writes a line for each document: the list of the JSON Pointers of its errors.
"""

import json
import sys
from pathlib import Path

name, file = sys.argv[1:]
documents = [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]
answers = [json.loads(line) for line in sys.stdin]
if len(answers) != len(documents):
    sys.exit(f"{name}: {len(answers)} answers to {len(documents)} documents")

wrong = 0
for document, places in zip(documents, answers, strict=True):
    expected = {document["pointer"]} if "pointer" in document else set()
    most = max((place.count("/") for place in places), default=0)
    deepest = {place for place in places if place.count("/") == most}
    if deepest != expected:
        wrong += 1
        about = document.get("at", document["document"]["name"])
        print(f"{name}: {document['schema']} {about}: {deepest}, not {expected}", file=sys.stderr)

broken = sum("pointer" in document for document in documents)
print(f"{name}: {len(documents) - broken} sound documents, {broken} broken ones, {wrong} wrong")
sys.exit(wrong != 0)
