"""Judges OpenAPI documents by the official JSON Schemas, whose folder is the argument.

Reads one JSON object from standard input, documents by name; prints a line for each mistake.
"""

import json
import pathlib
import sys

import jsonschema
import referencing
import yaml


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    schemas = [yaml.safe_load(path.read_text()) for path in sorted(folder.glob("*.yaml"))]
    registry = referencing.Registry().with_resources(
        (schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas
    )
    base = next(schema for schema in schemas if "/schema-base/" in schema["$id"])
    validator = jsonschema.Draft202012Validator(base, registry=registry)
    for name, document in json.load(sys.stdin).items():
        for error in validator.iter_errors(document):
            place = "/".join(str(part) for part in error.absolute_path)
            print(f"{name}: {place}: {error.message[:400]}")
    print("done")


if __name__ == "__main__":
    main()
