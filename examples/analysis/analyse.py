"""Counts findings by body, and the materials that most items ask for.

Usage: analyse.py findings.ndjson facts.ndjson (see README.md)
"""

import sys

import duckdb

findings, facts = sys.argv[1:]
base = duckdb.connect()
base.execute(
    """
    CREATE TABLE findings AS
    SELECT rule, severity, item->>'key' AS key
    FROM read_ndjson(?, columns = {rule: 'VARCHAR', severity: 'VARCHAR', item: 'JSON'})
    """,
    [findings],
)
# What an item is known by: the first of its codes, or else its name and its body.
base.execute(
    """
    CREATE TABLE facts AS
    SELECT *, coalesce(
        nullif(trim(handling_code), ''), nullif(trim(implementation_code), ''), nullif(trim(source_id), ''),
        name || coalesce('@' || body, '')) AS key
    FROM read_ndjson(?, columns = {
        name: 'VARCHAR', body: 'VARCHAR', handling_code: 'VARCHAR', implementation_code: 'VARCHAR',
        source_id: 'VARCHAR', materials: 'STRUCT(name VARCHAR, handed_in BOOLEAN)[]'})
    WHERE name IS NOT NULL
    """,
    [facts],
)

print("实施主体：事项数、问题数")
for body, items, found in base.execute(
    """
    SELECT coalesce(body, '（未写）'), count(DISTINCT facts.key), count(rule)
    FROM facts LEFT JOIN findings USING (key)
    GROUP BY ALL ORDER BY 3 DESC, 1
    """
).fetchall():
    print(f"  {body}：{items}、{found}")

print("要求提交的材料：事项数")
for name, items in base.execute(
    """
    SELECT material.name, count(DISTINCT key)
    FROM (SELECT key, unnest(materials) AS material FROM facts)
    WHERE material.handed_in AND material.name IS NOT NULL
    GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 10
    """
).fetchall():
    print(f"  {name}：{items}")
