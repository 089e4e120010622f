"""Requests that our server rejects arrive at boto3 as an error with a code and a message.

usage: rejections.py ENDPOINT CONTROL STYLE

STYLE is `aws` or `smithy`: the style of the server's messages.
"""

import sys

import botocore.exceptions

from service import Report, Service, same


def rejected(service, client, operation, params, status, code, parts):
    """A call that no handler sees; returns what boto3 understood."""
    service.take()
    try:
        client._make_api_call(operation, params)
    except botocore.exceptions.ClientError as error:
        found = error.response
    else:
        raise AssertionError("the call succeeded")
    same("the status", found["ResponseMetadata"]["HTTPStatusCode"], status)
    same("the code", found["Error"]["Code"], code)
    for part in parts:
        if part not in found["Error"]["Message"]:
            raise AssertionError(f"the message lacks {part!r}: {found['Error']['Message']}")
    same("what handlers received", service.take(), [])


# Operation, parameters, parts of the message in the style of Lambda, and in that of Smithy.
INVALID = [
    (
        "GetFunction",
        {"FunctionName": "no blanks"},
        ["Value 'no blanks' at 'functionName'", "Member must satisfy regular expression pattern: (arn:"],
        ["Value at '/FunctionName'", "Member must satisfy regular expression pattern: ^((arn:"],
    ),
    (
        "ListFunctions",
        {"MaxItems": 0},
        ["Value '0' at 'maxItems'", "greater than or equal to 1"],
        ["Value at '/MaxItems'", "Member must be between 1 and 10000"],
    ),
    (
        "ListFunctions",
        {"FunctionVersion": "SOME"},
        ["Value 'SOME' at 'functionVersion'", "enum value set: [ALL]"],
        ["Value at '/FunctionVersion'", "enum value set: [ALL]"],
    ),
    (
        "UpdateFunctionConfiguration",
        {"FunctionName": "f", "Timeout": 0, "MemorySize": 1},
        ["2 validation errors detected: ", "'timeout'", "'memorySize'"],
        ["2 validation errors detected. ", "'/Timeout'", "'/MemorySize'"],
    ),
    (
        "CreateAlias",
        {"FunctionName": "f", "Name": "a"},
        ["1 validation error detected: Value null at 'functionVersion'", "must not be null"],
        ["1 validation error detected. Value at '/FunctionVersion'", "must not be null"],
    ),
    (
        "CreateAlias",
        {"FunctionName": "f"},
        ["2 validation errors detected", "'functionVersion'", "'name'"],
        ["2 validation errors detected", "'/FunctionVersion'", "'/Name'"],
    ),
    (
        "CreateEventSourceMapping",
        {"FunctionName": "f", "SelfManagedEventSource": {"Endpoints": {"KAFKA_BOOTSTRAP_SERVERS": ["nowhere"]}}},
        ["Value 'nowhere'", "at 'selfManagedEventSource.endpoints.1.member'"],
        ["'/SelfManagedEventSource/Endpoints/KAFKA_BOOTSTRAP_SERVERS/0'"],
    ),
]


def main():
    service = Service(sys.argv[1], sys.argv[2])
    client = service.client(parameter_validation=False)
    report = Report()
    for operation, params, aws, smithy in INVALID:
        parts = aws if sys.argv[3] == "aws" else smithy
        arguments = (operation, params, 400, "ValidationException", parts)
        report.check("invalid", f"{operation} {params}", rejected, service, client, *arguments)
    # boto3 knows operations that this revision of the API does not have.
    newer = {"FunctionName": "f", "RecursiveLoop": "Allow"}
    arguments = ("PutFunctionRecursionConfig", newer, 404, "UnknownOperationException", [])
    report.check("unknown", "PutFunctionRecursionConfig", rejected, service, client, *arguments)
    report.end()


main()
