#!/usr/bin/env python3
"""Compares holidays.toml with two independent data sets, day by day.

Installs the Python package chinesecalendar and the npm package chinese-days (both MIT) into a
temporary directory, lists the days on which they and the file differ, and fails if one of them is
not in DECIDED. Needs Python 3.11, pip and npm.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Days on which a notice settles what the data sets leave out: whether the day is worked.
DECIDED = {
    # The notice for 2006 moves this Saturday to 2 January.
    datetime.date(2005, 12, 31): True,
}


def by_the_file():
    """Whether a day is worked, by the file; and its first and last year."""
    exceptions = {}
    years = tomllib.loads((ROOT / "src/calendar/holidays.toml").read_text())["year"]
    for holiday in (h for year in years for h in year["holidays"]):
        day, last = (datetime.date.fromisoformat(holiday[end]) for end in ("from", "to"))
        while day <= last:
            exceptions[day] = False
            day += datetime.timedelta(1)
        for day in holiday.get("work", []):
            exceptions[datetime.date.fromisoformat(day)] = True
    numbers = [year["year"] for year in years]
    return lambda day: exceptions.get(day, day.weekday() < 5), min(numbers), max(numbers)


def by_chinesecalendar(directory):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--root-user-action=ignore", "--target", directory]
    subprocess.run([*command, "chinesecalendar==1.11.0"], check=True)
    sys.path.insert(0, directory)
    import chinese_calendar

    return chinese_calendar.is_workday


def by_chinese_days(directory):
    command = ["npm", "install", "--silent", "--prefix", directory, "chinese-days@1.5.7"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    path = pathlib.Path(directory) / "node_modules/chinese-days/dist/chinese-days.json"
    data = json.loads(path.read_text())

    def is_workday(day):
        text = day.isoformat()
        return text in data["workdays"] or (day.weekday() < 5 and text not in data["holidays"])

    return is_workday


def main():
    ours, first, last = by_the_file()
    with tempfile.TemporaryDirectory() as python, tempfile.TemporaryDirectory() as node:
        others = {
            "chinesecalendar": by_chinesecalendar(python),
            "chinese-days": by_chinese_days(node),
        }
        open_questions = 0
        day = datetime.date(first, 1, 1)
        days = 0
        while day <= datetime.date(last, 12, 31):
            for name, theirs in others.items():
                if theirs(day) != ours(day):
                    decided = DECIDED.get(day) == ours(day)
                    open_questions += not decided
                    print(f"{day}: {name} {theirs(day)}, file {ours(day)}", "decided" * decided)
            day += datetime.timedelta(1)
            days += 1
    print(f"{days} days from {first} to {last}, {open_questions} open questions")
    return 1 if open_questions else 0


if __name__ == "__main__":
    sys.exit(main())
