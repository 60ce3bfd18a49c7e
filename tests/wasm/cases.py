"""Writes the cases, each with the report of the command: cases.py COMMAND DIRECTORY.

A case is what is given to the module: names of files, and options. Run in the root of the repository.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook

command, out = sys.argv[1], Path(sys.argv[2])
TODAY = "2026-11-15"


def run(*arguments: str) -> bytes:
    return subprocess.run([command, *arguments], capture_output=True, check=False).stdout


def made() -> list[str]:
    """The forms in which no example lies: JSON, NDJSON and workbooks, our own among them."""
    names = []
    for form in ("json", "ndjson", "xlsx"):
        for catalogue in ("data", "faulty"):
            name = out / f"{catalogue}.{form}"
            run("normalize", f"examples/{catalogue}", "--to", form, "--output", str(name), "--force")
            names.append(str(name))
    for table in [Path("examples/views/portal.csv"), *sorted(Path("tests/dialects").glob("*.csv"))]:
        book = Workbook()
        book.active.title = "事项"
        for row in csv.reader(table.open(encoding="utf-8-sig", newline="")):
            book.active.append(row)
        name = out / f"{table.stem}.xlsx"
        book.save(name)
        names.append(str(name))
    return names


def files(directory: str, *endings: str) -> list[str]:
    found = sorted(Path(directory).rglob("*"))
    return [str(name) for name in found if name.suffix in endings]


out.mkdir(parents=True, exist_ok=True)
singles = [
    *files("examples/data", ".toml"),
    *files("examples/faulty", ".toml"),
    *files("examples/views", ".toml", ".csv", ".ndjson"),
    *files("tests/dialects", ".csv", ".json", ".ndjson"),
    *made(),
]
views = [
    {"name": "政务服务网", "path": "examples/views/portal.csv"},
    {"name": "移动端", "path": "examples/views/app.ndjson"},
]
asked = [
    *({"inputs": [name], "excerpts": True} for name in singles),
    *({"inputs": [f"examples/{name}"]} for name in ("data", "faulty", "views/catalogue", "views")),
    {"inputs": ["./examples/faulty/", "examples/data/catalogue.toml"]},
    {"inputs": ["examples/faulty"], "lang": "en", "profile": "audit", "preview": True, "excerpts": True},
    {"inputs": ["examples/faulty"], "select": ["LIM", "FEE"], "ignore": ["LIM010"], "show": "error"},
    {"inputs": ["examples/faulty"], "fail_on": "never", "min_read": 0.99},
    {"inputs": ["examples/views"], "exclude": ["catalogue"]},
    {"inputs": ["examples/views/catalogue"], "views": views},
    {"inputs": ["examples/views/catalogue"], "previous": "examples/data", "reference": "examples/data"},
]


def arguments(options: dict) -> list[str]:
    """The options as the command takes them."""
    given = [] if "lang" in options else ["--lang=zh"]
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        if name == "views":
            given += [f"--view={view['name']}={view['path']}" for view in value]
        elif value is True:
            given.append(flag)
        elif name != "inputs":
            given.append(f"{flag}={','.join(value) if isinstance(value, list) else value}")
    return given + options["inputs"]


def below(name: str) -> list[str]:
    path = Path(name)
    if path.name == "catalogue.toml":
        # With the files that it takes in.
        path = path.parent
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    return [str(file) for file in found if file.is_file()]


with (out / "cases.ndjson").open("w") as cases:
    for number, options in enumerate(asked):
        options = options | {"today": TODAY}
        report = run("check", "--format=json", *arguments(options))
        assert report, options
        (out / f"{number}.report").write_bytes(report)
        named = [*options["inputs"], *(view["path"] for view in options.get("views", []))]
        named += [options[key] for key in ("previous", "reference") if key in options]
        sent = sorted({file for name in named for file in below(name)})
        cases.write(json.dumps({"files": sent, "options": options, "report": f"{number}.report"}) + "\n")
