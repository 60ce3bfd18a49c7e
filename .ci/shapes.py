"""Checks exports: every one is parsed as RDF, in both syntaxes with the same number of triples; those of CPSV-AP
are checked against the shapes of the release. Usage: shapes.py SHIXIANG SHAPES|- SOURCE..."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import rdflib

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def export(tool, source, to, syntax, loss):
    """Runs the tool; a source of which not all was read is as good as any here."""
    output = loss.with_suffix(".out")
    command = [tool, "export", source, "--to", to, "--format", syntax, "--force"]
    run = subprocess.run(
        command + ["--output", output, "--loss", loss], capture_output=True, text=True
    )
    if run.returncode not in (0, 3):
        sys.exit(f"{source}: exit code {run.returncode}\n{run.stderr}")
    return output.read_text(encoding="utf-8")


def check(tool, source, shapes, scratch):
    services = None
    for to, service in [
        ("cpsv-ap", "http://purl.org/vocab/cpsv#PublicService"),
        ("schema-org", "https://schema.org/GovernmentService"),
    ]:
        loss = scratch / f"{to}.json"
        graphs = []
        for syntax, name in [("json-ld", "json-ld"), ("turtle", "turtle")]:
            text = export(tool, source, to, syntax, loss)
            graphs.append(rdflib.Graph().parse(data=text, format=name))
        sizes = [len(graph) for graph in graphs]
        if sizes[0] != sizes[1]:
            sys.exit(f"{source}: {to} has {sizes[0]} triples as JSON-LD, {sizes[1]} as Turtle")
        listed = json.loads(loss.read_text(encoding="utf-8"))
        found = len(set(graphs[0].subjects(rdflib.RDF.type, rdflib.URIRef(service))))
        items = listed["reading"]["items"]
        if found != items:
            sys.exit(f"{source}: {items} items, but {found} services in {to}")
        for one in graphs[0].objects(None, None):
            if isinstance(one, rdflib.Literal) and one.ill_typed:
                sys.exit(f"{source}: {one!r} is not of its data type")
        print(f"{source}: {to}: {found} services, {sizes[0]} triples")
        if to == "cpsv-ap" and shapes is not None:
            conforms(source, graphs[0], shapes, listed["export"]["wanted"])


def conforms(source, graph, shapes, wanted):
    """Nothing violates the shapes but what the tool said that it would lack."""
    from pyshacl import validate

    _, report, text = validate(graph, shacl_graph=shapes)
    violations = set(report.subjects(rdflib.RDF.type, SH.ValidationResult))
    lacking = sum(one["things"] for one in wanted if not one["is_replaced"])
    kinds = {report.value(one, SH.sourceConstraintComponent) for one in violations}
    if len(violations) != lacking or kinds - {SH.MinCountConstraintComponent}:
        sys.exit(f"{source}: {lacking} properties are known to be lacking\n{text[:4000]}")
    print(f"  {len(violations)} violations of the shapes, all of them told")


def main():
    tool, shapes, *sources = sys.argv[1:]
    graph = None if shapes == "-" else rdflib.Graph().parse(shapes)
    with tempfile.TemporaryDirectory() as scratch:
        for source in sources:
            check(tool, source, graph, Path(scratch))


main()
