"""boto3 calls every operation of our server: what the handler received is what boto3 was given, and what boto3 returns is
what the handler returned, member by member.

usage: calls.py ENDPOINT CONTROL
"""

import sys

import botocore.response

import facts
from service import Report, Service, plain, same, to_boto3


def call(service, client, operation, params, output):
    """One call, both directions compared."""
    service.take()
    service.respond_with_output(output)
    method = getattr(client, snake(client, operation))
    response = method(**to_boto3(operation, params))
    metadata = response.pop("ResponseMetadata")
    same("the status", metadata["HTTPStatusCode"], facts.status(operation, output))
    if not metadata.get("RequestId"):
        raise AssertionError("the response has no request id")
    same("what the handler received", service.taken_one(operation), plain(params))
    same("what boto3 returned", plain(returned(operation, response)), plain(output))


def returned(operation, response):
    """The response, with the events of its stream as a list; an empty payload that nothing was sent for is left out."""
    result = {}
    for name, value in response.items():
        if isinstance(value, botocore.response.StreamingBody):
            value = value.read()
            if not value:
                continue
        if (operation, name) in facts.BOTO3_ONLY:
            continue
        result[name] = list(value) if name == "EventStream" else value
    return result


def snake(client, operation):
    """The method of the client for an operation."""
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def with_all_members(service, client, operation):
    """All parameters, all members of the output."""
    call(service, client, operation, facts.full(operation, "input"), facts.full(operation, "output"))


def with_required_members(service, client, operation):
    """The required parameters alone, and an output without any member that may be absent."""
    output = {m["name"]: 200 for m in facts.members(operation, "output") if m["location"] == "statusCode"}
    if operation == "InvokeWithResponseStream":
        output |= STREAM
    call(service, client, operation, facts.required(operation), output)


# A stream always has this type, which boto3 returns as a member.
STREAM = {"ResponseStreamContentType": "application/vnd.amazon.eventstream", "EventStream": []}


def invocation(service, client, kind, expected):
    """The status of an invocation is a member, and follows from its type."""
    params = {"FunctionName": "f", "InvocationType": kind, "Payload": b'{"a": [1, "\xc3\xa9"]}'}
    output = {"StatusCode": expected, "ExecutedVersion": "$LATEST"}
    if kind == "RequestResponse":
        output |= {"FunctionError": "Unhandled", "LogResult": "TE9H", "Payload": b"\x00\xffnot JSON"}
    call(service, client, "Invoke", params, output)


def stream(service, client):
    """Many events, empty ones and large ones, arrive in order."""
    chunks = [b"", b"x" * 200_000, bytes(range(256)), "größe".encode()]
    events = [{"PayloadChunk": {"Payload": chunk}} for chunk in chunks]
    complete = {"ErrorCode": "Unhandled", "ErrorDetails": "größe\n", "LogResult": "TE9H"}
    output = STREAM | {"StatusCode": 200, "EventStream": [*events, {"InvokeComplete": complete}]}
    call(service, client, "InvokeWithResponseStream", {"FunctionName": "f", "Payload": b"{}"}, output)


def pages(service, client, operation):
    """boto3's paginator follows the tokens of three pages and finds all items."""
    stated = facts.OPERATIONS[operation]["pagination"]
    item = facts.full(operation, "output")[stated["items"]][0]
    params = facts.required(operation)
    service.take()
    for token in ("second ä", "third/+=", None):
        service.respond_with_output({stated["items"]: [item]} | ({stated["output_token"]: token} if token else {}))
    paginator = client.get_paginator(snake(client, operation))
    found = [entry for page in paginator.paginate(**params, PaginationConfig={"PageSize": 2}) for entry in page[stated["items"]]]
    same("the items", plain(found), plain([item] * 3))
    first = params | {stated["page_size"]: 2}
    tokens = [{stated["input_token"]: token} for token in ("second ä", "third/+=")]
    expected = [first, first | tokens[0], first | tokens[1]]
    same("what the handler received", [one["input"] for one in service.take()], plain(expected))


def main():
    service = Service(sys.argv[1], sys.argv[2])
    client = service.client()
    report = Report()
    for operation in facts.OPERATIONS:
        report.check("operations", operation, with_all_members, service, client, operation)
        report.check("minimal", operation, with_required_members, service, client, operation)
        if "pagination" in facts.OPERATIONS[operation]:
            report.check("paginated", operation, pages, service, client, operation)
    for kind, expected in facts.OPERATIONS["Invoke"]["status_by_invocation_type"].items():
        report.check("invocation types", kind, invocation, service, client, kind, expected)
    report.check("streams", "InvokeWithResponseStream", stream, service, client)
    report.end()


main()
