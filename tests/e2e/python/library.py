"""Calls the library of examples/library with a client that openapi-python-client generates from its document.

usage: library.py ENDPOINT DOCUMENT; prints how many operations were called, and how many responses of which status came.
"""

import collections
import datetime
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

ENDPOINT, DOCUMENT = sys.argv[1:]
UNTIL = datetime.datetime(2030, 1, 31, 12, 30, 15, 250000, tzinfo=datetime.timezone.utc)

statuses = collections.Counter()
operations = set()


def generate(folder):
    """Generates the client as a package `library_client`."""
    config = pathlib.Path(folder, "config.yaml")
    # What formats the code would have to be installed, and nobody reads it.
    config.write_text("post_hooks: []", encoding="utf-8")
    tool = pathlib.Path(sys.executable).with_name("openapi-python-client")
    target = pathlib.Path(folder, "library_client")
    options = ["--path", DOCUMENT, "--output-path", target, "--meta", "none", "--config", config, "--fail-on-warning"]
    subprocess.run([tool, "generate", *options], check=True, stdout=sys.stderr)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True


def call(place, status, client, **arguments):
    """Calls an operation, which has to respond with this status, and returns what the client has made of the body."""
    module = importlib.import_module(f"library_client.api.{place}")
    response = module.sync_detailed(client=client, **arguments)
    assert response.status_code == status, f"{place}: {response}"
    operations.add(place)
    statuses[str(status)] += 1
    if status >= 400:
        problem = response.parsed
        assert isinstance(problem, models.Problem) and problem.status == status and problem.title, response
        assert response.headers["content-type"] == "application/problem+json", response
    return response


def lists(client):
    """All filters, and pages."""
    call("items.list_items", 200, client)
    magazines = call("items.list_items", 200, client, kind=[models.Kind.MAGAZINE]).parsed.items
    assert [item.id for item in magazines] == ["mg-1", "mg-2"], magazines
    both = call("items.list_items", 200, client, kind=[models.Kind.MAGAZINE, models.Kind.BOOK]).parsed.items
    assert len(both) == 4, both
    titled = call("items.list_items", 200, client, title="öße & 1=1").parsed.items
    assert [item.id for item in titled] == ["bk-1"], titled
    first = call("items.list_items", 200, client, limit=3).parsed
    rest = call("items.list_items", 200, client, limit=3, after=first.next_).parsed
    assert (len(first.items), len(rest.items)) == (3, 1) and isinstance(rest.next_, types.Unset), (first, rest)
    call("items.list_items", 400, client, limit=101)
    call("items.list_items", 400, client, title="x")


def items(client):
    """Items of both kinds."""
    book = models.Book(kind="book", id="bk-1", title="Größe & 1=1 \U0001f600", authors=["Ada", "Grace"], published=None)
    added = call("items.add_item", 201, client, body=book)
    assert added.headers["location"] == "/items/bk-1" and added.parsed == book, added
    call("items.add_item", 201, client, body=models.Book(kind="book", id="bk-2", title="B", authors=["A"], published=1843))
    for number in (1, 2):
        magazine = models.Magazine(kind="magazine", id=f"mg-{number}", title="M", issue=number)
        assert call("items.add_item", 201, client, body=magazine).parsed == magazine
    assert call("items.get_item", 200, client, id="bk-1").parsed == book
    assert call("items.get_item", 200, client, id="bk-2").parsed.published == 1843
    assert isinstance(call("items.get_item", 200, client, id="mg-2").parsed, models.Magazine)
    call("items.add_item", 409, client, body=book)
    wrong = models.Book(kind="book", id="bk-1", title="", authors=[])
    problem = call("items.add_item", 400, client, body=wrong).parsed
    assert len(problem.additional_properties["errors"]) == 2, problem
    call("items.get_item", 404, client, id="bk-9")
    call("items.get_item", 400, client, id="b/9?")


def loans(client):
    """A loan, and what it prevents."""
    loan = models.Loan(reader="ada", until=UNTIL, note=None)
    assert call("loans.lend_item", 201, client, id="bk-1", body=loan).parsed == loan
    again = models.Loan(reader="ada", until=UNTIL, note="longer")
    assert call("loans.lend_item", 200, client, id="bk-1", body=again).parsed == again
    call("loans.lend_item", 409, client, id="bk-1", body=models.Loan(reader="grace", until=UNTIL))
    call("loans.lend_item", 404, client, id="bk-9", body=loan)
    call("loans.lend_item", 400, client, id="bk-1", body=models.Loan(reader="", until=UNTIL, note="x" * 201))
    call("items.remove_item", 409, client, id="bk-1")
    call("items.remove_item", 204, client, id="bk-2")
    call("items.remove_item", 404, client, id="bk-2")


def keys():
    """Callers without a key, or with a wrong one."""
    anonymous = package.Client(base_url=ENDPOINT)
    loan = models.Loan(reader="ada", until=UNTIL)
    magazine = models.Magazine(kind="magazine", id="mg-3", title="M", issue=1)
    call("items.list_items", 401, anonymous)
    call("items.add_item", 401, anonymous, body=magazine)
    call("items.get_item", 401, client_with("wrong"), id="bk-1")
    call("items.remove_item", 401, client_with("wrong"), id="bk-1")
    call("loans.lend_item", 401, client_with("wrong"), id="bk-1", body=loan)


def client_with(key):
    """A client that sends this key."""
    return package.AuthenticatedClient(base_url=ENDPOINT, token=key, prefix="", auth_header_name="X-Library-Key")


with tempfile.TemporaryDirectory() as temporary:
    generate(temporary)
    package = importlib.import_module("library_client")
    models = importlib.import_module("library_client.models")
    types = importlib.import_module("library_client.types")
    items(client_with("letmein"))
    lists(client_with("letmein"))
    loans(client_with("letmein"))
    keys()
    print(json.dumps({"operations": len(operations), "statuses": statuses}))
