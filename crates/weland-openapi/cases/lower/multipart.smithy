$version: "2.0"

namespace parts

use alloy#nullable
use weland.openapi#additionalProperties
use weland.openapi#byMediaType
use weland.openapi#content
use weland.openapi#encoding
use weland.openapi#format
use weland.openapi#rest

@title("Parts")
@rest
service Parts {
    version: "1"
    operations: [
        Files
        Mixed
        Shared
        Styled
        Tree
    ]
}

@http(code: 204, method: "POST", uri: "/files")
operation Files {
    input: FilesInput
}

@http(code: 200, method: "POST", uri: "/mixed")
operation Mixed {
    input: MixedInput
    output: MixedOutput
}

@http(code: 204, method: "POST", uri: "/shared")
operation Shared {
    input: SharedInput
}

@http(code: 204, method: "POST", uri: "/styled")
operation Styled {
    input: StyledInput
}

@http(code: 204, method: "POST", uri: "/tree")
operation Tree {
    input: TreeInput
}

@input
structure FilesInput {
    @httpPayload
    @required
    @content("multipart/form-data")
    body: FilesRequestBody
}

structure FilesRequestBody {
    @required
    any: Blob

    /// Any value of JSON.
    @encoding(contentType: "application/json")
    anyJson: Document

    @title("Bytes of no type.")
    described: Blob

    @encoding(base64: true)
    encoded: Blob

    @encoding(contentType: "image/png, image/*")
    images: FilesRequestBodyImages

    @length(min: 1, max: 1000)
    @required
    @encoding(
        headers: {
            "Content-Type": {
                schema: { type: "string" }
            }
            "X-Note": {
                required: true
                schema: { description: "A note.", type: "string" }
            }
            "X-Size": {
                schema: { type: "integer" }
            }
        }
    )
    limited: Blob

    @encoding(base64: true)
    listed: FilesRequestBodyListed

    many: FilesRequestBodyMany

    @nullable
    @length(max: 10)
    maybe: Blob

    @encoding(
        contentType: "application/xml"
        headers: {
            "X-Part": {
                schema: { type: "string" }
            }
        }
    )
    object: FilesRequestBodyObject

    @pattern("^a")
    @format("binary")
    pattern: String

    @encoding(contentType: "image/png")
    picture: Blob

    @encoding(contentType: "text/csv")
    text: String

    @additionalProperties
    additionalProperties: FilesRequestBodyAdditionalProperties
}

map FilesRequestBodyAdditionalProperties {
    key: String

    @format("binary")
    value: Blob
}

@length(max: 3)
list FilesRequestBodyImages {
    member: Blob
}

list FilesRequestBodyListed {
    member: Blob
}

list FilesRequestBodyMany {
    @length(max: 7)
    member: Blob
}

structure FilesRequestBodyObject {
    @format("binary")
    a: Blob
}

@input
structure MixedInput {
    @httpPayload
    @content("multipart/mixed")
    body: MixedRequestBody
}

/// Several things one after the other.
@output
structure MixedOutput {
    @httpPayload
    @required
    @content("multipart/mixed")
    body: Blob
}

list MixedRequestBody {
    member: Plain
}

structure Plain {
    file: PlainFile
    note: String
}

@mediaType("application/octet-stream")
blob PlainFile

@input
structure SharedInput {
    @httpPayload
    @required
    @content("multipart/form-data")
    body: Plain
}

@input
structure StyledInput {
    @httpPayload
    body: StyledRequestBody
}

@byMediaType
union StyledRequestBody {
    @content("multipart/form-data")
    multipart: StyledRequestBodyMultipart

    @content("multipart/related")
    related: Plain
}

structure StyledRequestBodyMultipart {
    file: PlainFile

    @encoding(style: "pipeDelimited")
    note: String
}

@input
structure TreeInput {
    @httpPayload
    @content("multipart/related; type=text/html")
    body: Blob
}
