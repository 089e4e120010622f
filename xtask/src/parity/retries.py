"""Which attempts botocore makes in its standard mode, and how long it waits between them, beside a table of scenarios.

The table is that of a test of weland-client. Its third column is what botocore does: a number of attempts, and the waits in
seconds at the greatest jitter. `retries.py TABLE` compares, `retries.py --write TABLE` fills the column in.
"""

import random
import sys
import time

import botocore.awsrequest
import botocore.config
import botocore.exceptions
import botocore.session

URL = "http://localhost:1"
FAILURES = {
    "refuse": lambda: botocore.exceptions.EndpointConnectionError(endpoint_url=URL),
    "break": lambda: botocore.exceptions.ConnectionClosedError(endpoint_url=URL),
    "timeout": lambda: botocore.exceptions.ReadTimeoutError(endpoint_url=URL),
}


class Raw:
    """The body of a response."""

    def __init__(self, body):
        self.body = body

    def stream(self, **_):
        yield self.body


def response(step):
    words = step.split()
    headers = {"content-type": "application/json"}
    if len(words) > 1:
        headers["x-amzn-errortype"] = words[1]
    if "after" in words:
        headers["retry-after"] = words[-1]
    return botocore.awsrequest.AWSResponse(URL, int(words[0]), headers, Raw(b"{}"))


def attempts(operation, steps):
    """The number of attempts and the waits between them."""
    name, *limit = operation.split()
    settings = botocore.config.Config(
        retries={"mode": "standard", "max_attempts": int(limit[0]) - 1 if limit else 2},
        region_name="eu-central-1",
    )
    session = botocore.session.Session()
    session.set_credentials("AKID", "secret")
    client = session.create_client("lambda", config=settings, endpoint_url=URL)
    made, waits = [], []

    def play(**_):
        step = steps[len(made)]
        made.append(step)
        if step in FAILURES:
            raise FAILURES[step]()
        return response(step)

    client.meta.events.register("before-send.lambda", play)
    time.sleep = waits.append
    random.random = lambda: 1.0
    for checker in retry_handlers(client):
        checker._retry_policy._retry_backoff._random = lambda: 1.0
    try:
        if name == "Get":
            client.get_function(FunctionName="a")
        else:
            client.publish_version(FunctionName="a")
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError):
        pass
    return f"{len(made)}: {' '.join(f'{wait:g}' for wait in waits)}".strip()


def retry_handlers(client):
    """The handlers of the client that decide on retries."""
    found = client.meta.events._emitter._handlers.prefix_search("needs-retry.lambda")
    owners = (getattr(handler, "__self__", None) for handler in found)
    return [owner for owner in owners if hasattr(owner, "_retry_policy")]


def main(arguments):
    write = arguments[0] == "--write"
    path = arguments[-1]
    lines, different = [], 0
    for line in open(path, encoding="utf-8").read().splitlines():
        if line.startswith("#") or not line:
            lines.append(line)
            continue
        name, call, stated, *ours = [cell.strip() for cell in line.split("|")]
        operation, steps = call.split("=", 1)
        found = attempts(operation.strip(), [step.strip() for step in steps.split(",")])
        if found != stated and not write:
            different += 1
            print(f"{name}: the table says `{stated}`, botocore does `{found}`")
        lines.append(" | ".join([name, call, found, *ours]))
    if write:
        open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
    count = sum(1 for line in lines if line and not line.startswith("#"))
    print(f"{count - different} of {count} scenarios of retries are as botocore {botocore.__version__} has them")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
