"""Reads a JUnit report with junitparser and counts it against the report in JSON: junit.py JUNIT JSON."""

import json
import sys

from junitparser import Failure, JUnitXml

report = json.load(open(sys.argv[2], encoding="utf-8"))
xml = JUnitXml.fromfile(sys.argv[1])
suites = list(xml)
cases = [case for suite in suites for case in suite]
failures = [result for case in cases for result in case.result if isinstance(result, Failure)]

assert suites and cases, "no suite or no case"
for suite in suites:
    stated = (suite.tests, suite.failures)
    counted = (len(list(suite)), sum(any(isinstance(one, Failure) for one in case.result) for case in suite))
    assert stated == counted, f"{suite.name}: {stated} stated, {counted} counted"
assert all(case.name and case.classname for case in cases), "a case without a name"
codes = {finding["rule"] for finding in report["findings"]}
named = {code for code in codes if any(code in f"{case.name} {case.classname}" for case in cases)}
assert named == codes, f"rules without a case: {codes - named}"
print(f"junitparser: {len(cases)} cases, {len(failures)} failures")
