"""Which attempts botocore makes, and how long it waits between them, beside tables of scenarios.

The tables are those of tests of weland-client. Their third column is what botocore does: a number of attempts, and the waits in
seconds at the greatest jitter; or, in the table of the adaptive mode, rates and waits. `retries.py TABLE…` compares, `retries.py
--write TABLE…` fills the column in.
"""

import random
import sys
import time

import botocore.awsrequest
import botocore.config
import botocore.exceptions
import botocore.retries.adaptive
import botocore.retries.bucket
import botocore.retries.throttling
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
    name, *words = operation.split()
    retries = {"mode": "legacy"} if "legacy" in words else {"mode": "standard", "max_attempts": 2}
    retries.update({"max_attempts": int(word) - 1 for word in words if word.isdigit()})
    settings = botocore.config.Config(retries=retries, region_name="eu-central-1")
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


class Clock:
    """A clock that goes on when somebody waits."""

    def __init__(self):
        self.now = 0.0

    def current_time(self):
        return self.now

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait(self, seconds):
        # Less would be lost in rounding, and waited for once more without end.
        self.now += max(seconds, 1e-9)

    def notify(self):
        pass


class Detector:
    def is_throttling_error(self, what, **_):
        return what == "throttled"


def adaptive(events):
    """The rates after attempts, and the waits before them."""
    clock = Clock()
    bucket = botocore.retries.bucket.TokenBucket(max_rate=1, clock=clock)
    bucket._new_fill_rate_condition = clock
    limiter = botocore.retries.adaptive.ClientRateLimiter(
        rate_adjustor=botocore.retries.throttling.CubicCalculator(starting_max_rate=0, start_time=0),
        rate_clocker=botocore.retries.adaptive.RateClocker(clock),
        token_bucket=bucket,
        throttling_detector=Detector(),
        clock=clock,
    )
    seen = []
    for event in events:
        time, what = event.split(" ")
        clock.now = max(clock.now, float(time))
        if what == "send":
            start = clock.now
            limiter.on_sending_request(request=None)
            seen.append(f"{clock.now - start:.4f}")
        else:
            limiter.on_receiving_response(what=what)
            seen.append(f"{bucket.max_rate:.4f}")
    return " ".join(seen)


def main(arguments):
    write = arguments[0] == "--write"
    return max(compare(path, write) for path in arguments if path != "--write")


def compare(path, write):
    lines, different = [], 0
    for line in open(path, encoding="utf-8").read().splitlines():
        if line.startswith("#") or not line:
            lines.append(line)
            continue
        name, call, stated, *ours = [cell.strip() for cell in line.split("|")]
        operation, _, steps = call.rpartition("=")
        steps = [step.strip() for step in steps.split(",")]
        found = attempts(operation.strip(), steps) if operation else adaptive(steps)
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
