"""Checks the partitions of a data set on a Spark cluster, each with the command as a filter.

Usage: check.py ITEMS.ndjson PARTS [shixiang options …] (see README.md)
"""

import os
import subprocess
import sys
import threading
from itertools import chain

from pyspark.sql import SparkSession

source, parts, *options = sys.argv[1:]
command = os.environ.get("SHIXIANG", "shixiang")
name = os.environ.get("NAME", source)


def check(numbered):
    """Lines with their numbers from 0 → the lines of a part, for `shixiang across`."""
    first = next(numbered, None)
    if first is None:
        return
    process = subprocess.Popen(
        [command, "check", "-", "--name", name, "--first-line", str(first[1] + 1)]
        + ["--facts", "-", "--fail-on", "never", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )

    def feed():
        with process.stdin as pipe:
            pipe.writelines(line + "\n" for line, _ in chain([first], numbered))

    feeder = threading.Thread(target=feed)
    feeder.start()
    for line in process.stdout:
        yield line.rstrip("\n")
    feeder.join()
    if process.wait():
        raise RuntimeError(f"{command} ended with {process.returncode}")


spark = SparkSession.builder.appName("shixiang").getOrCreate()
partitions = int(os.environ.get("PARTITIONS", "0")) or None
# Lines in the order of the source: its partitions are the parts, and their numbers the lines.
lines = spark.sparkContext.textFile(source, partitions).zipWithIndex()
lines.mapPartitions(check).saveAsTextFile(parts)
spark.stop()
