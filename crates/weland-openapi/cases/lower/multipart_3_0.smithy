$version: "2.0"

namespace parts_of_3_0

use alloy#nullable
use weland.openapi#content
use weland.openapi#encoding
use weland.openapi#format
use weland.openapi#rest

@title("Parts of 3.0")
@rest
service PartsOf30 {
    version: "1"
    operations: [
        Files
        UsualOperation
    ]
}

@http(code: 204, method: "POST", uri: "/files")
operation Files {
    input: FilesInput
}

@http(code: 204, method: "POST", uri: "/usual")
operation UsualOperation {
    input: UsualOperationInput
}

@input
structure FilesInput {
    @httpPayload
    @content("multipart/form-data")
    body: FilesRequestBody
}

structure FilesRequestBody {
    any: Document

    @encoding(base64: true)
    encoded: Blob

    @nullable
    @format("binary")
    file: Blob

    ids: UsualIds
    many: FilesRequestBodyMany
}

list FilesRequestBodyMany {
    member: Document
}

structure Usual {
    @format("binary")
    file: Blob

    ids: UsualIds
}

list UsualIds {
    member: Long
}

@input
structure UsualOperationInput {
    @httpPayload
    @content("multipart/form-data")
    body: Usual
}
