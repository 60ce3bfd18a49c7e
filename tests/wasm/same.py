"""The module in Python gives the reports of the command: same.py DIRECTORY."""

import json
import sys
from pathlib import Path

sys.path.insert(0, "examples/python")
from shixiang import Refused, Shixiang  # noqa: E402

out = Path(sys.argv[1])
checker = Shixiang()
count = 0
for line in (out / "cases.ndjson").open():
    case = json.loads(line)
    files = {name: Path(name).read_bytes() for name in case["files"]}
    report = checker.check(files, **case["options"])
    assert report.encode() == (out / case["report"]).read_bytes(), case["options"]
    count += 1
assert count > 30

deep = 200_000
for text in ("[" * deep, '{"a":' * deep + "1" + "}" * deep):
    for name in ("deep.json", "deep.ndjson", "deep.csv"):
        assert json.loads(checker.check({name: text.encode()}))["summary"]["verdict"] == "incomplete"
try:
    checker.check({"a.xyz": b""})
    raise AssertionError("not refused")
except Refused as refused:
    assert "a.xyz" in str(refused)
print(f"python: {count} reports as the command writes them")
