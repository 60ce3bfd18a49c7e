"""Checks files and directories: python check.py INPUT…; the report is printed as JSON."""

import argparse
import json
import sys
from pathlib import Path

from shixiang import Refused, Shixiang

parser = argparse.ArgumentParser()
parser.add_argument("inputs", nargs="+")
for name in ("lang", "profile", "today", "dialect"):
    parser.add_argument(f"--{name}", default=argparse.SUPPRESS)
parser.add_argument("--excerpts", action="store_true", default=argparse.SUPPRESS)
options = vars(parser.parse_args())

# A catalogue takes in files beside it.
given_or_parent = (path.parent if path.name == "catalogue.toml" else path for path in map(Path, options["inputs"]))
names = [
    found.as_posix()
    for given in given_or_parent
    for found in ([given] if given.is_file() else given.rglob("*"))
    if found.is_file()
]
try:
    report = Shixiang().check({name: Path(name).read_bytes() for name in names}, **options)
except Refused as refused:
    print(refused, file=sys.stderr)
    sys.exit(2)
sys.stdout.buffer.write(report.encode())
sys.exit({"passed": 0, "failed": 1, "incomplete": 3, "fault": 4}[json.loads(report)["summary"]["verdict"]])
