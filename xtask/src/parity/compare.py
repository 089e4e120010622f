"""Whether messages and values are the same, and where they are not."""

import base64
import json
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree

import cbor2

SUMS = ["header content-md5"] + [f"header x-amz-checksum-{it}" for it in ("crc32", "crc32c", "crc64nvme", "sha1", "sha256")]

# How bodies differ if ours have members with a default of zero besides, which botocore knows nothing of.
DEFAULTS = "defaults"

# A whole number as botocore writes it for members that may be fractions.
WHOLE = re.compile(r"^(-?\d+)\.0$")

# What says when, how often and by whom a request is sent, and what follows from that.
IGNORED = {
    "accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "connection", "content-length", "date",
    "expect", "host", "user-agent", "x-amz-api-version", "x-amz-content-sha256", "x-amz-date", "x-amz-user-agent", "x-amzn-trace-id",
}


def requests(ours, theirs):
    """The differences between two requests: what, ours, theirs."""
    found = []
    if ours["method"] != theirs["method"]:
        found.append(("method", ours["method"], theirs["method"]))
    one, other = (urllib.parse.urlsplit(it["uri"]) for it in (ours, theirs))
    for what, left, right in (("host", one.netloc, other.netloc), ("path", one.path or "/", other.path or "/")):
        if left != right:
            found.append((what, left, right))
    left, right = (sorted(it.query.split("&")) for it in (one, other))
    if left != right and query(one) != query(other):
        found.append(("query", left, right))
    left, right = (headers(it["headers"]) for it in (ours, theirs))
    # We state the media types of bodies, and of responses that we understand, botocore only does where a service wants to know.
    for name in sorted(left.keys() | right.keys()):
        one, other = left.get(name), right.get(name)
        if one != other and not (other is None and name in ("accept", "content-type")):
            found.append((f"header {name}", one, other))
    media_type = left.get("content-type") or right.get("content-type") or ""
    left, right = (body(base64.b64decode(it["body"]), media_type) for it in (ours, theirs))
    if ours["body"] != theirs["body"] and left == right:
        # What is written differently has other sums.
        found = [it for it in found if it[0] not in SUMS or None in it]
    if left != right:
        found.append((DEFAULTS if without_nothing(left) == without_nothing(right) else "body", left, right))
    return found


def without_nothing(value):
    """A value without what is zero."""
    if isinstance(value, dict):
        return {key: without_nothing(it) for key, it in value.items() if it is not False and it not in (0, 0.0)}
    return [without_nothing(it) for it in value] if isinstance(value, list) else value


def as_handed_out(values, shape, uri):
    """An input without what depends on the side: servers put all parameters of a query into maps of them, botocore chooses the
    algorithm of a checksum, and the length is that of the body."""
    members = shape.members.items() if shape else ()
    in_query = {name: it for name, it in members if it.serialization.get("location") == "querystring"}
    named = {it.serialization.get("name") for it in in_query.values()}
    named |= {name for name, _ in urllib.parse.parse_qsl(urllib.parse.urlsplit(uri).query, keep_blank_values=True)}
    for name, member in in_query.items():
        if member.type_name == "map" and name in values:
            values[name] = {key: it for key, it in values[name].items() if key not in named}
    left_out = ("x-amz-sdk-checksum-algorithm", "content-length")
    names = {name for name, it in members if str(it.serialization.get("name")).lower() in left_out}
    return {name: it for name, it in values.items() if name not in names}


def with_bucket_in_path(uri, bucket):
    """The URI with the bucket where operations have it, if it is in the host, where only S3's own servers look."""
    url = urllib.parse.urlsplit(uri)
    if not bucket or not url.netloc.startswith(f"{bucket}."):
        return uri
    path = f"/{bucket}{url.path}" if url.path != "/" else f"/{bucket}"
    return url._replace(netloc=url.netloc[len(bucket) + 1 :], path=path).geturl()


def query(url):
    """The parameters, without the one that repeats the name of the operation, which botocore doesn't send."""
    return sorted(it for it in urllib.parse.parse_qsl(url.query, keep_blank_values=True) if it[0] != "x-id")


def headers(all_of_them):
    """The headers that matter; a form's character set says nothing."""
    text = {name.lower(): str(value).replace("urlencoded; charset=utf-8", "urlencoded") for name, value in all_of_them.items()}
    return {name: value.replace(", ", ",") for name, value in text.items() if name not in IGNORED}


def body(data, media_type):
    """What a body says."""
    if "json" in media_type:
        return json.loads(data) if data else None
    if "cbor" in media_type:
        return cbor2.loads(data) if data else None
    if "xml" in media_type and data:
        return canonical(ElementTree.fromstring(data))
    if "urlencoded" in media_type:
        return sorted((name, WHOLE.sub(r"\1", it)) for name, it in urllib.parse.parse_qsl(data.decode(), keep_blank_values=True))
    return data


def canonical(element):
    """An element; its order of children counts, that of its attributes does not."""
    return (element.tag, (element.text or "") if len(element) == 0 else "", sorted(element.attrib.items()), [canonical(it) for it in element])


def values(actual, expected, path=""):
    """The differences between two values. What is zero or empty may be absent: models have defaults."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = []
        for key in sorted(expected.keys() | actual.keys()):
            left, right = actual.get(key), expected.get(key)
            if key not in actual and is_nothing(right) or key not in expected and is_nothing(left):
                continue
            found.extend(values(left, right, f"{path}/{key}"))
        return found
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [it for index in range(len(actual)) for it in values(actual[index], expected[index], f"{path}/{index}")]
    if isinstance(expected, dict) and isinstance(actual, str) and actual.startswith("%7B"):
        # Botocore reads the policies in responses of IAM.
        return values(json.loads(urllib.parse.unquote(actual)), expected, path)
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)) and float(expected) == float(actual):
        return []
    return [] if actual == expected else [(path, actual, expected)]


def is_nothing(value):
    if isinstance(value, dict):
        return all(is_nothing(it) for it in value.values())
    return value in (None, 0, False, "", [])
