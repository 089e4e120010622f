$version: "2.0"

namespace bodies

use alloy#nullable
use weland.openapi#byMediaType
use weland.openapi#content
use weland.openapi#encoding
use weland.openapi#format
use weland.openapi#rest

@title("Bodies")
@rest
service Bodies {
    version: "1"
    operations: [
        SendForm
        SendReport
        SetNullable
        Several
    ]
}

@http(code: 204, method: "POST", uri: "/form")
operation SendForm {
    input: SendFormInput
}

@http(code: 204, method: "POST", uri: "/multipart")
operation SendReport {
    input: SendReportInput
}

@http(code: 200, method: "PUT", uri: "/nullable")
@idempotent
operation SetNullable {
    input: SetNullableInput
    output: SetNullableOutput
}

@http(code: 200, method: "POST", uri: "/several")
operation Several {
    input: SeveralInput
    output: SeveralOutput
}

/// A report.
structure Report {
    file: ReportFile

    @required
    reason: String
}

list ReportFile {
    @format("binary")
    member: Blob
}

@input
structure SendFormInput {
    @httpPayload
    @content("application/x-www-form-urlencoded")
    body: SendFormRequestBody
}

structure SendFormRequestBody {
    a: String

    @encoding(explode: false, style: "spaceDelimited")
    b: SendFormRequestBodyB
}

list SendFormRequestBodyB {
    member: String
}

@input
structure SendReportInput {
    @httpPayload
    @required
    @content("multipart/form-data")
    body: SendReportRequestBody
}

/// A report.
structure SendReportRequestBody {
    @encoding(
        contentType: "image/png"
        headers: {
            "X-Size": {
                schema: { type: "integer" }
            }
        }
    )
    file: ReportFile

    @required
    reason: String
}

@input
structure SetNullableInput {
    @nullable
    @httpPayload
    @content("application/json")
    body: Report
}

/// A list.
@output
structure SetNullableOutput {
    @httpPayload
    @required
    @content("application/json; charset=utf-8")
    body: SendFormRequestBodyB
}

@input
structure SeveralInput {
    @httpPayload
    body: SeveralRequestBody
}

/// One of two.
@output
structure SeveralOutput {
    @httpPayload
    @required
    body: SeveralResponseBody
}

@byMediaType
union SeveralRequestBody {
    @content("application/json")
    json: Report

    @content("application/octet-stream")
    binary: Blob

    @content("application/problem+json")
    problemJson: Document

    @content("application/vnd.example.v1+json")
    exampleV1Json: String

    @content("image/*")
    @format("binary")
    image: Blob

    @content("text/csv")
    csv: String

    @content("text/plain")
    text: String
}

@byMediaType
union SeveralResponseBody {
    @content("application/json")
    json: Report

    @content("application/xml")
    xml: Report
}
