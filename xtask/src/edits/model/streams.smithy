$version: "2"

namespace edits

/// Streams, documents, sparse collections and optional members of all kinds.
@http(method: "POST", uri: "/e00/upload")
operation E00Upload {
    input := {
        @required
        @httpHeader("x-e00-file")
        file: E00FileName

        @required
        @httpPayload
        content: E00Content
    }

    output := {
        @required
        bytes: Long

        digest: String
    }
}

@http(method: "POST", uri: "/e00/download")
operation E00Download {
    input := {
        @required
        file: E00FileName

        part: Integer
    }

    output := {
        @httpHeader("x-e00-digest")
        digest: E00FileName

        @required
        @httpPayload
        content: E00Content
    }
}

@http(method: "POST", uri: "/e00/annotate")
operation E00Annotate {
    input: E00Note
    output: E00Note
}

structure E00Note {
    @required
    title: String

    extra: Document
    holes: E00Holes
    gaps: E00Gaps
    flags: E00Flags
    kind: String = "plain"

    @clientOptional
    @required
    weight: Integer

    @clientOptional
    depth: Integer = 4

    @deprecated
    legacy: String
}

@streaming
blob E00Content

@length(min: 1, max: 16)
string E00FileName

@sparse
list E00Holes {
    member: String
}

@sparse
map E00Gaps {
    key: String
    value: Integer
}

@uniqueItems
list E00Flags {
    member: String
}
