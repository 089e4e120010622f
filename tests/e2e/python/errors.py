"""Our server raises every error of every operation: it arrives as boto3's own exception, with its status and its fields.

usage: errors.py ENDPOINT CONTROL
"""

import sys

import botocore.exceptions

import facts
from service import Report, Service, plain, same, to_boto3


def raised(service, client, operation, name):
    """One error of one operation."""
    stated = facts.ERRORS[name]
    members = {member["name"]: facts.value(member) for member in stated["members"]}
    message = next(value for key, value in members.items() if key.lower() == "message")
    if "retryAfterSeconds" in members:
        members["retryAfterSeconds"] = "30"
    service.take()
    service.respond_with_error(name, members)
    error = failure(client, operation, facts.required(operation))
    if type(error) is not getattr(client.exceptions, name):
        raise AssertionError(f"boto3 raised {type(error).__name__}: {error}")
    same("the status", error.response["ResponseMetadata"]["HTTPStatusCode"], stated["status"])
    same("the code", error.response["Error"]["Code"], name)
    same("the message", error.response["Error"]["Message"], message)
    fields = {key: value for key, value in error.response.items() if key not in ("Error", "ResponseMetadata")}
    same("the fields", unified(plain(fields)), unified(plain(members)))


def unified(fields):
    """Fields without the difference between `message` and `Message`: boto3 gives both."""
    return {("message" if key.lower() == "message" else key): value for key, value in fields.items()}


def failure(client, operation, params):
    """The error that a call fails with."""
    try:
        client._make_api_call(operation, to_boto3(operation, params))
    except botocore.exceptions.ClientError as error:
        return error
    raise AssertionError("the call succeeded")


def unmodeled(service, client):
    """An error that the model does not name keeps its status, code and message."""
    service.take()
    service.respond_with_other(403, "AccessDeniedException", "not for you: größe")
    error = failure(client, "GetFunction", {"FunctionName": "f"})
    found = (error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"])
    same("the error", found[1], {"Code": "AccessDeniedException", "Message": "not for you: größe"})
    same("the status", found[0], 403)


def main():
    service = Service(sys.argv[1], sys.argv[2])
    client = service.client()
    report = Report()
    seen = set()
    for operation, stated in facts.OPERATIONS.items():
        for name in stated["errors"]:
            seen.add(name)
            report.check("raised", f"{name} of {operation}", raised, service, client, operation, name)
    report.check("unmodeled", "AccessDeniedException", unmodeled, service, client)
    report.counts["errors"] = len(seen)
    report.end()


main()
