"""What tombi and taplo say of the documents as TOML files.

Usage: python toml_forms.py TOMBI TAPLO SCHEMAS DOCUMENTS.ndjson FOLDER

Both accept the sound documents and name the line of the fault in the broken ones; tombi names no other line.
(What taplo says of a key that must not be there, it says again of every value.)
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Form:
    """A document as TOML, a value a line, and the line of each place."""

    def __init__(self, schema, document):
        self.text = [f"#:schema {schema}"]
        self.lines = {}
        self.table("", [], document)

    def add(self, place, text):
        self.text.append(text)
        self.lines[place] = len(self.text)

    def table(self, place, path, table):
        """Plain values first: what follows the head of a table belongs to that table."""
        for key, value in table.items():
            if not nested(value):
                self.add(f"{place}/{key}", f"{quoted(key)} = {plain(value)}")
        for key, value in table.items():
            inner = [*path, quoted(key)]
            if isinstance(value, dict):
                self.add(f"{place}/{key}", f"[{'.'.join(inner)}]")
                self.table(f"{place}/{key}", inner, value)
            elif nested(value):
                for index, one in enumerate(value):
                    self.add(f"{place}/{key}/{index}", f"[[{'.'.join(inner)}]]")
                    self.table(f"{place}/{key}/{index}", inner, one)

    def line(self, place):
        """The line of a place, or of what has it in its line."""
        while place not in self.lines and place:
            place = place.rpartition("/")[0]
        return self.lines.get(place, 1)


def nested(value):
    return isinstance(value, dict) or (
        isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)
    )


def quoted(key):
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def plain(value):
    if isinstance(value, str):
        return value if DATE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(plain, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {plain(one)}" for key, one in value.items()) + "}"
    return json.dumps(value)


def lines_of_tombi(command, files, folder):
    """The lines that tombi names in each file."""
    options = ["--offline", "--quiet", "--diagnostics-format=json-lines", "--diagnostics-file=/dev/stdout"]
    answer = subprocess.run([command, "lint", *options, *files], cwd=folder, stdout=subprocess.PIPE, text=True)
    lines = defaultdict(set)
    # A message may hold characters at which `splitlines` breaks a line, too.
    for one in map(json.loads, filter(None, answer.stdout.split("\n"))):
        lines[one["path"]].add(one["range"]["start"]["line"])
    return lines


def lines_of_taplo(command, files, folder):
    """The lines that taplo names in each file."""
    answer = subprocess.run(
        [command, "lint", "--colors=never", *files], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = defaultdict(set)
    for name, line in re.findall(r"┌─ .*/([^/]+\.toml):(\d+):\d+", answer.stdout):
        lines[name].add(int(line))
    return lines


tombi, taplo, schemas, documents, folder = (Path(argument).absolute() for argument in sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)
expected = {}
for number, line in enumerate(documents.read_text("utf-8").splitlines()):
    case = json.loads(line)
    form = Form(schemas / f"{case['schema']}.v1.schema.json", case["document"])
    (folder / f"{number}.toml").write_text("\n".join(form.text) + "\n", "utf-8")
    expected[f"{number}.toml"] = {form.line(case["at"])} if "at" in case else set()

wrong = 0
for engine, lines, agree in (
    ("tombi", lines_of_tombi(tombi, expected, folder), set.__eq__),
    ("taplo", lines_of_taplo(taplo, expected, folder), lambda want, got: want <= got and bool(want) == bool(got)),
):
    for name, wanted in expected.items():
        if not agree(wanted, lines[name]):
            wrong += 1
            print(f"{engine}: {folder}/{name}: {sorted(lines[name])[:9]}, not {wanted}", file=sys.stderr)
    print(f"{engine}: {len(expected)} documents as TOML, {wrong} wrong")
sys.exit(wrong != 0)
