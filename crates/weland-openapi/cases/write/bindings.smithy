$version: "2.0"

namespace example.city

use aws.protocols#restJson1

/// The streets of a city.
@title("City")
@restJson1
@tags(["streets", "files"])
@externalDocumentation(Homepage: "https://city.example/docs")
service City {
    version: "2024-02-29"
    operations: [
        ListStreets
        ListArchivedStreets
        GetStreet
        PutStreet
        RemoveStreet
        PatchStreet
        GetFile
        PutFile
        Connect
        Ping
    ]
}

/// Lists streets.
@readonly
@tags(["streets"])
@http(method: "GET", uri: "/streets")
operation ListStreets {
    input := {
        @httpQuery("prefix")
        prefix: StreetName

        /// Only streets of these kinds.
        @httpQuery("kind")
        kinds: Kinds

        @httpQuery("since")
        since: Timestamp

        @httpQuery("until")
        @timestampFormat("epoch-seconds")
        until: Timestamp

        @httpQuery("limit")
        @range(min: 1, max: 100)
        limit: Integer = 10

        @httpQueryParams
        others: Others

        @httpHeader("X-Trace")
        trace: Traces

        @httpHeader("If-Modified-Since")
        modified: Timestamp

        @httpHeader("X-Dates")
        dates: Dates

        @httpHeader("X-Note")
        note: Note

        @httpHeader("Accept")
        accept: String

        @httpPrefixHeaders("x-meta-")
        meta: Others
    }

    output := {
        @httpHeader("ETag")
        @required
        tag: String

        @httpHeader("X-Old")
        @deprecated
        old: String

        @httpPrefixHeaders("x-meta-")
        meta: Others

        @required
        streets: Streets

        /// Where to go on.
        next: String
    }
}

/// Has the path and method of `ListStreets`.
@readonly
@http(method: "GET", uri: "/streets?archived&order=name")
operation ListArchivedStreets {}

@readonly
@http(method: "GET", uri: "/streets/{name}")
operation GetStreet {
    input := {
        @httpLabel
        @required
        name: StreetName
    }

    output: Street
}

@idempotent
@http(method: "PUT", uri: "/streets/{street}?mode=full", code: 201)
operation PutStreet {
    input := {
        /// The name of the street.
        @httpLabel
        @required
        street: StreetName

        @httpPayload
        @required
        body: Street
    }
}

/// Has no part of the body, and the content of a structure.
@idempotent
@http(method: "DELETE", uri: "/streets/{name}", code: 204)
operation RemoveStreet {
    input := {
        @httpLabel
        @required
        name: StreetName
    }
}

@http(method: "PATCH", uri: "/streets/{name}")
operation PatchStreet {
    input := {
        @httpLabel
        @required
        name: StreetName

        @required
        length: Double

        kind: Kind
    }

    output := {
        @httpResponseCode
        status: Integer

        @httpPayload
        text: Note
    }
}

@readonly
@http(method: "GET", uri: "/files/{path+}")
operation GetFile {
    input := {
        @httpLabel
        @required
        path: String
    }

    output := {
        @httpPayload
        content: Photo
    }
}

@idempotent
@http(method: "PUT", uri: "/files/{path}")
operation PutFile {
    input := {
        @httpLabel
        @required
        path: String

        @httpPayload
        content: Bytes
    }

    output := {
        @httpPayload
        info: Document
    }
}

/// There is no such method in OpenAPI.
@http(method: "CONNECT", uri: "/connect")
operation Connect {}

@readonly
@http(method: "HEAD", uri: "/ping/{when}")
operation Ping {
    input := {
        @httpLabel
        @required
        @timestampFormat("http-date")
        when: Timestamp
    }
}

@length(min: 1, max: 40)
@pattern("^[A-Z]")
string StreetName

enum Kind {
    ROAD
    SQUARE
}

list Kinds {
    member: Kind
}

list Traces {
    member: String
}

list Dates {
    member: Timestamp
}

map Others {
    key: String
    value: String
}

@mediaType("application/json")
string Note

@mediaType("image/png")
blob Photo

@length(min: 1, max: 1024)
blob Bytes

structure Street {
    @required
    name: StreetName

    kind: Kind
}

list Streets {
    member: Street
}
