"""Sends files to a server of examples/fastapi: with requests, httpx and urllib3, and with a client that
openapi-python-client generates from its document.

usage: uploads.py ENDPOINT DOCUMENT; prints how many files each of them sent, all of which arrived as they were.
"""

import importlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import httpx
import requests
import urllib3

ENDPOINT, DOCUMENT = sys.argv[1:]
BYTES = bytes(range(256)) * 300
NAMES = [
    "plain.txt",
    "täglich \U0001f980.csv",
    'a "b" c.txt',
    "C:\\dir\\a.txt",
    "semi;colon=1.txt",
    "100%.txt",
    "line\r\nbreak.txt",
]
HEADERS = {"X-Note": "one; two=3"}
counts = {}


def check(who, sent, stored):
    """Compares what the server saw with what was sent: for each file a name, a size, a type and headers."""
    seen = [(it["name"], it["size"], it["type"], it["labels"]) for it in stored]
    assert seen == sent, f"{who}: {seen} instead of {sent}"
    counts[who] = counts.get(who, 0) + len(sent)


def of_requests():
    """Without a type, requests states none."""
    parts = [("files", (name, name.encode(), "text/csv", HEADERS)) for name in NAMES]
    stored = requests.post(f"{ENDPOINT}/uploads", files=parts, timeout=60).json()
    check("requests", [(name, len(name.encode()), "text/csv", ["X-Note: one; two=3"]) for name in NAMES], stored)
    files = {"file": ("a.bin", io.BytesIO(BYTES)), "thumbnail": ("t.png", b"png", "image/png")}
    stored = requests.post(f"{ENDPOINT}/upload", files=files, data={"caption": "ü"}, timeout=60).json()
    check("requests", [("a.bin", len(BYTES), None, []), ("t.png", 3, "image/png", [])], stored)
    assert stored[0]["caption"] == "ü", stored


def of_httpx():
    """Without a type, httpx guesses it by the name."""
    parts = [("files", (name, name.encode(), "text/csv", HEADERS)) for name in NAMES]
    stored = httpx.post(f"{ENDPOINT}/uploads", files=parts).json()
    check("httpx", [(name, len(name.encode()), "text/csv", ["X-Note: one; two=3"]) for name in NAMES], stored)
    files = {"file": ("a.pdf", io.BytesIO(BYTES)), "thumbnail": ("t.png", b"png", "image/png")}
    stored = httpx.post(f"{ENDPOINT}/upload", files=files, data={"caption": "ü"}).json()
    check("httpx", [("a.pdf", len(BYTES), "application/pdf", []), ("t.png", 3, "image/png", [])], stored)


def of_urllib3():
    """urllib3 guesses types, too."""
    fields = [("files", (name, name.encode(), "text/csv")) for name in NAMES]
    stored = urllib3.request("POST", f"{ENDPOINT}/uploads", fields=fields).json()
    check("urllib3", [(name, len(name.encode()), "text/csv", []) for name in NAMES], stored)
    fields = {"file": ("a.json", BYTES), "caption": "ü", "thumbnail": ("t", b"", "image/png")}
    stored = urllib3.request("POST", f"{ENDPOINT}/upload", fields=fields).json()
    check("urllib3", [("a.json", len(BYTES), "application/json", []), ("t", 0, "image/png", [])], stored)


def of_generated(folder):
    """A client from the same document."""
    config = pathlib.Path(folder, "config.yaml")
    config.write_text("post_hooks: []", encoding="utf-8")
    tool = pathlib.Path(sys.executable).with_name("openapi-python-client")
    target = pathlib.Path(folder, "shop_client")
    # The tool knows files by the words of OpenAPI 3.0 alone.
    text = pathlib.Path(DOCUMENT).read_text(encoding="utf-8")
    document = pathlib.Path(folder, "openapi.json")
    document.write_text(text.replace('"contentMediaType": "application/octet-stream"', '"format": "binary"'), encoding="utf-8")
    options = ["--path", document, "--output-path", target, "--meta", "none", "--config", config]
    subprocess.run([tool, "generate", *options], check=True, stdout=sys.stderr)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    models, types = importlib.import_module("shop_client.models"), importlib.import_module("shop_client.types")
    client = importlib.import_module("shop_client").Client(base_url=ENDPOINT)
    api = importlib.import_module("shop_client.api.default.upload_upload_post")
    file = types.File(payload=io.BytesIO(BYTES), file_name="ä.pdf", mime_type="application/x-pdf")
    body = models.BodyUploadUploadPost(file=file, caption="c", thumbnail=types.File(io.BytesIO(b"1"), "t.png"))
    stored = [it.to_dict() for it in api.sync(client=client, body=body)]
    check("openapi-python-client", [("ä.pdf", len(BYTES), "application/x-pdf", []), ("t.png", 1, "image/png", [])], stored)


of_requests()
of_httpx()
of_urllib3()
with tempfile.TemporaryDirectory() as temporary:
    of_generated(temporary)
print(json.dumps(counts))
