"""The AWS CLI calls our server: what the handlers received is what the CLI was given, what it prints is what they returned.

usage: cli.py ENDPOINT CONTROL
"""

import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import awscli.clidriver

import facts
from service import Report, Service, plain, same, to_boto3

# Operations that are called with all their parameters and respond with all members.
OPERATIONS = [
    "AddPermission",
    "CreateAlias",
    "CreateEventSourceMapping",
    "DeleteFunction",
    "GetAccountSettings",
    "GetFunction",
    "ListTags",
    "PutFunctionEventInvokeConfig",
    "TagResource",
    "UntagResource",
    "UpdateFunctionConfiguration",
]


KEYS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_MAX_ATTEMPTS": "1"}
NOWHERE = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}


def command_line(service, arguments):
    """The arguments of the CLI."""
    return ["lambda", *arguments, "--endpoint-url", service.endpoint, "--region", "eu-central-1", "--output", "json"]


def aws(service, *arguments):
    """Runs the CLI as a program."""
    command = [sys.executable, "-m", "awscli", *command_line(service, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def printed(service, *arguments):
    """Runs the CLI inside of this process, which saves starting it; what it prints as JSON, or nothing."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        status = awscli.clidriver.create_clidriver().main(command_line(service, arguments))
    if status != 0:
        raise AssertionError(f"the CLI ended with status {status}: {errors.getvalue()}")
    return json.loads(out.getvalue()) if out.getvalue().strip() else {}


def dashed(name):
    """The name of a command: `GetFunctionUrlConfig` is `get-function-url-config`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def shown(value):
    """A value as the CLI prints it: times as the number that was sent."""
    if isinstance(value, dict):
        return {key: shown(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [shown(entry) for entry in value]
    return value.timestamp() if hasattr(value, "timestamp") else value


def sent(value):
    """A value as `--cli-input-json` takes it."""
    if isinstance(value, dict):
        return {key: sent(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [sent(entry) for entry in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def call(service, operation):
    """One command with all parameters."""
    params = facts.full(operation, "input")
    output = facts.full(operation, "output")
    service.take()
    service.respond_with_output(output)
    text = json.dumps(sent(to_boto3(operation, params)))
    found = printed(service, dashed(operation), "--cli-input-json", text)
    same("what the handler received", service.taken_one(operation), plain(params))
    found = {name: value for name, value in found.items() if (operation, name) not in facts.BOTO3_ONLY}
    same("what the CLI printed", found, shown(output))


def create_function(service, folder):
    """A function from a file, and options of the command line in place of JSON."""
    archive = folder / "code.zip"
    with zipfile.ZipFile(archive, "w") as contents:
        contents.writestr("index.py", "def handler(event, context): return event")
    output = facts.full("CreateFunction", "output")
    service.take()
    service.respond_with_output(output)
    options = ["--function-name", "f", "--role", "arn:aws:iam::123456789012:role/r", "--runtime", "python3.12"]
    options += ["--handler", "a.b", "--zip-file", f"fileb://{archive}", "--tags", "a=b,c=größe", "--no-publish"]
    found = printed(service, "create-function", *options, "--environment", "Variables={A1=x,B2=y}")
    expected = {"FunctionName": "f", "Role": options[3], "Runtime": "python3.12", "Handler": "a.b", "Publish": False}
    expected |= {"Code": {"ZipFile": archive.read_bytes()}, "Tags": {"a": "b", "c": "größe"}}
    expected |= {"Environment": {"Variables": {"A1": "x", "B2": "y"}}}
    same("what the handler received", service.taken_one("CreateFunction"), plain(expected))
    same("what the CLI printed", found, shown(output))


def invoke(service, folder):
    """A payload from a file, and the response into one."""
    (folder / "payload").write_bytes(b'{"a": 1}')
    output = facts.full("Invoke", "output")
    service.take()
    service.respond_with_output(output)
    options = ["--function-name", "f", "--payload", f"fileb://{folder / 'payload'}", "--log-type", "Tail"]
    found = printed(service, "invoke", *options, str(folder / "response"))
    expected = {"FunctionName": "f", "Payload": b'{"a": 1}', "LogType": "Tail"}
    same("what the handler received", service.taken_one("Invoke"), plain(expected))
    same("the response", (folder / "response").read_bytes(), output.pop("Payload"))
    same("what the CLI printed", found, output)


def list_functions(service):
    """The CLI asks for all pages by itself."""
    item = facts.full("ListFunctions", "output")["Functions"][0]
    service.take()
    service.respond_with_output({"Functions": [item], "NextMarker": "second"})
    service.respond_with_output({"Functions": [item]})
    found = printed(service, "list-functions", "--function-version", "ALL")
    same("what the CLI printed", found, {"Functions": [shown(item)] * 2})
    received = [call["input"] for call in service.take()]
    same("what was received", received, [{"FunctionVersion": "ALL"}, {"FunctionVersion": "ALL", "Marker": "second"}])


def failing(service):
    """An error is printed with its code and its message."""
    service.take()
    service.respond_with_error("ResourceNotFoundException", {"Type": "User", "Message": "no such function: größe"})
    finished = aws(service, "get-function", "--function-name", "f")
    if finished.returncode == 0:
        raise AssertionError("the CLI succeeded")
    for part in ("(ResourceNotFoundException)", "GetFunction", "no such function: größe"):
        if part not in finished.stderr:
            raise AssertionError(f"the CLI did not say {part!r}: {finished.stderr}")


def main():
    os.environ.update(KEYS | NOWHERE)
    service = Service(sys.argv[1], sys.argv[2])
    report = Report()
    for operation in OPERATIONS:
        report.check("operations", operation, call, service, operation)
    with tempfile.TemporaryDirectory() as folder:
        report.check("operations", "CreateFunction", create_function, service, pathlib.Path(folder))
        report.check("operations", "Invoke", invoke, service, pathlib.Path(folder))
    report.check("operations", "ListFunctions", list_functions, service)
    report.check("errors", "ResourceNotFoundException", failing, service)
    report.end()


main()
