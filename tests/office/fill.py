"""Fills in the blank workbook as a person would, and looks at its lists: fill.py BLANK FILLED CODE_LISTS."""

import csv
import json
import pathlib
import sys

import openpyxl

blank, filled, lists = sys.argv[1:]
book = openpyxl.load_workbook(blank)


def column(sheet, title):
    """The column with this name in the second row, which people see."""
    names = [cell.value for cell in sheet[2]]
    return names.index(title) + 1


def fill(sheet, row, **cells):
    for title, value in cells.items():
        sheet.cell(row, column(sheet, title.replace("_", " · ")), value)


# Below the example, the item and its materials; the second item over the example itself.
items = book["事项"]
fill(items, 5, 事项名称="户外广告备案", 事项类型="其他行政权力", 服务对象="自然人、企业法人", 是否网办="是", 事项版本="1")
for cell in items[4][1:]:
    cell.value = None
fill(items, 4, 事项名称="=1+1")
guide = book["办事指南"]
fill(guide, 5, 事项="户外广告备案", 承诺办结时限_数量=5, 承诺办结时限_单位="工作日", 咨询电话="0770-2885678｜｜工作日")
materials = book["申请材料"]
fill(materials, 5, 事项="户外广告备案", 材料名称="申请书", 原件份数="1")
fill(materials, 6, 事项="户外广告备案", 材料名称="效果图")
assert items.cell(4, column(items, "事项名称")).data_type == "f"
items.cell(4, column(items, "事项名称")).data_type = "s"
book.save(filled)

# Each list that cells are chosen from has the words of a vocabulary, all and in order.
index = json.loads((pathlib.Path(lists) / "datapackage.json").read_text("utf-8"))
known = []
for resource in index["resources"]:
    with open(pathlib.Path(lists) / resource["path"], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if rows and "term" in rows[0] and "variant" in rows[0]:
        known.append([row["term"] for row in rows])
chosen = 0
for sheet in book:
    for rule in sheet.data_validations.dataValidation:
        if rule.formula1.startswith('"') or "词表" not in rule.formula1:
            continue
        name, area = rule.formula1.rsplit("!", 1)
        cells = book[name.strip("='")][area.replace("$", "")]
        words = [row[0].value for row in cells]
        assert words in known, (sheet.title, words)
        chosen += 1
assert chosen > 15, chosen
print(f"{chosen} columns have the list of their vocabulary")
