$version: "2.0"

namespace example.rest

use alloy#untagged
use weland.openapi#additionalProperties
use weland.openapi#byMediaType
use weland.openapi#byStatus
use weland.openapi#content
use weland.openapi#cookie
use weland.openapi#encoding
use weland.openapi#parameterStyle
use weland.openapi#rest
use weland.openapi#security
use weland.openapi#securitySchemes
use weland.openapi#sequence
use weland.openapi#servers
use weland.openapi#status

@rest
@title("Pets")
@servers([
    {
        url: "https://{region}.pets.test/{version}"
        variables: {
            region: { default: "eu", enum: ["eu", "us"] }
            version: { default: "v1" }
        }
    }
])
@securitySchemes(
    key: { type: "apiKey", in: "header", name: "X-Key" }
    app: { type: "apiKey", in: "query", name: "app" }
    ticket: { type: "apiKey", in: "cookie", name: "ticket" }
    login: { type: "http", scheme: "basic" }
    oauth: { type: "oauth2", flows: {} }
)
@security([{}])
service Pets {
    version: "1.0"
    operations: [
        AddPet
        Convert
        Echo
        ExportPets
        FindPet
        GetNote
        ListPets
        Look
        Probe
        PutNote
        RemovePet
        Secret
        Status
        Save
        Stream
        Submit
        Talk
        Upload
        Attach
        Mix
        MixFiles
        Choose
    ]
}

@http(method: "POST", uri: "/pets", code: 201)
operation AddPet {
    input: AddPetInput
    output: AddPetOutput
    errors: [Conflict, ServerError, AnyError]
}

structure AddPetInput {
    @required
    @httpPayload
    @content("application/json")
    body: NewPet
}

structure AddPetOutput {
    @httpHeader("Location")
    location: String

    @required
    @httpPayload
    @content("application/json")
    body: Pet
}

@readonly
@http(method: "GET", uri: "/pets/{id}")
operation FindPet {
    input: FindPetInput
    output: FindPetOutput
    errors: [NotFound, ServerError, AnyError]
}

structure FindPetInput {
    @required
    @httpLabel
    id: Long

    @httpHeader("X-Trace")
    trace: String
}

structure FindPetOutput {
    @required
    @httpPayload
    @content("application/vnd.pet+json")
    body: Pet
}

@readonly
@http(method: "GET", uri: "/pets")
operation ListPets {
    input: ListPetsInput
    output: ListPetsOutput
}

structure ListPetsInput {
    @httpQuery("limit")
    @range(min: 1, max: 100)
    limit: Integer

    @httpQuery("tag")
    tags: Tags
}

structure ListPetsOutput {
    @required
    @httpPayload
    @content("application/json")
    body: PetList
}

@idempotent
@http(method: "DELETE", uri: "/pets/{id}", code: 204)
operation RemovePet {
    input: RemovePetInput
    errors: [NotFound]
}

structure RemovePetInput {
    @required
    @httpLabel
    id: Long
}

@idempotent
@http(method: "PUT", uri: "/pets/{id}/note", code: 204)
operation PutNote {
    input: PutNoteInput
}

structure PutNoteInput {
    @required
    @httpLabel
    id: Long

    @required
    @httpPayload
    @content("text/plain")
    body: String
}

@readonly
@http(method: "GET", uri: "/pets/{id}/note")
operation GetNote {
    input: GetNoteInput
    output: GetNoteOutput
}

structure GetNoteInput {
    @required
    @httpLabel
    id: Long
}

structure GetNoteOutput {
    @required
    @httpPayload
    @content("text/plain")
    body: String
}

structure NewPet {
    @required
    @length(min: 1)
    name: String

    born: DateTime
}

structure Pet {
    @required
    id: Long

    @required
    name: String

    born: DateTime
}

@timestampFormat("date-time")
timestamp DateTime

list PetList {
    member: Pet
}

list Tags {
    member: String
}

structure Reason {
    @required
    reason: String
}

@error("client")
@httpError(404)
structure NotFound {
    @required
    @httpPayload
    @content("application/json")
    body: Reason
}

@error("client")
@httpError(409)
structure Conflict {
    @httpHeader("X-Existing")
    existing: Long

    @httpPayload
    @content("application/json")
    body: Reason
}

@error("server")
@status("5XX")
structure ServerError {
    @httpResponseCode
    statusCode: Integer

    @httpPayload
    @content("application/json")
    body: Reason
}

@error("client")
@status("default")
structure AnyError {
    @httpPayload
    @content("application/json")
    body: Document
}

@readonly
@http(method: "GET", uri: "/export/{name}.{format}/of({id})")
operation ExportPets {
    input: ExportPetsInput
    output: ExportPetsOutput
}

structure ExportPetsInput {
    @required
    @httpLabel
    name: String

    @required
    @httpLabel
    format: String

    @required
    @httpLabel
    id: Long
}

structure ExportPetsOutput {
    @required
    @httpPayload
    @content("text/plain")
    body: String
}

@http(method: "QUERY", uri: "/look", code: 200)
operation Look {
    input: LookInput
    output: LookOutput
}

structure LookInput {
    @httpPayload
    @content("application/json")
    body: Point
}

structure LookOutput {
    @httpPayload
    @content("application/json")
    body: Point
}

/// Gives back the parameters that it was sent, as a body.
@http(method: "GET", uri: "/echo/{simple}/{label}/{matrix}", code: 200)
operation Echo {
    input: EchoInput
    output: EchoOutput
}

structure EchoInput {
    @required
    @httpLabel
    @parameterStyle(style: "simple", explode: false)
    simple: Tags

    @required
    @httpLabel
    @parameterStyle(style: "label", explode: true)
    label: Tags

    @required
    @httpLabel
    @parameterStyle(style: "matrix", explode: true)
    matrix: Point

    @httpQuery("comma")
    @parameterStyle(style: "form", explode: false)
    comma: Tags

    @httpQuery("space")
    @parameterStyle(style: "spaceDelimited", explode: false)
    space: Tags

    @httpQuery("pipe")
    @parameterStyle(style: "pipeDelimited", explode: false)
    pipe: Tags

    @httpQuery("deep")
    @parameterStyle(style: "deepObject", explode: true)
    deep: Filter

    @httpQuery("point")
    @parameterStyle(style: "form", explode: true)
    point: Point

    @httpQuery("url")
    @parameterStyle(style: "form", explode: true, allowReserved: true)
    url: String

    @httpQuery("json")
    @content("application/json")
    json: Filter

    @httpHeader("X-Point")
    @parameterStyle(style: "simple", explode: true)
    header: Point

    @httpQuery("choice")
    @parameterStyle(style: "form", explode: true)
    choice: Choice

    @cookie("session")
    session: String

    @cookie("ids")
    @parameterStyle(style: "form", explode: false)
    ids: Numbers
}

structure EchoOutput {
    @httpHeader("X-Point")
    @parameterStyle(style: "simple", explode: false)
    header: Point

    @required
    @httpPayload
    @content("application/json")
    body: Echoed
}

structure Echoed {
    simple: Tags
    label: Tags
    matrix: Point
    comma: Tags
    space: Tags
    pipe: Tags
    deep: Filter
    point: Point
    url: String
    json: Filter
    choice: Choice
    session: String
    ids: Numbers
}

/// A method that only few know, without a body.
@http(method: "PROBE", uri: "/look", code: 204)
operation Probe {}

structure Point {
    x: Integer
    y: Integer
}

structure Filter {
    @required
    name: String

    tags: Tags

    at: Point

    @additionalProperties
    more: Counts
}

map Counts {
    key: String
    value: Integer
}

list Numbers {
    member: Integer
}

@idempotent
@http(method: "PUT", uri: "/saved/{id}", code: 200)
operation Save {
    input: SaveInput
    output: SaveOutput
    errors: [NotFound]
}

structure SaveInput {
    @required
    @httpLabel
    id: Long
}

structure SaveOutput {
    @httpResponseCode
    statusCode: Integer

    @required
    @httpPayload
    body: SaveBody
}

@byStatus
union SaveBody {
    @status("200")
    @content("application/json")
    saved: Pet

    @status("202")
    accepted: Unit

    @status("2XX")
    @content("text/plain")
    other: String

    @status("default")
    @content("application/json")
    rest: Reason
}

@http(method: "POST", uri: "/convert", code: 200)
operation Convert {
    input: ConvertInput
    output: ConvertOutput
}

structure ConvertInput {
    @required
    @httpPayload
    body: Representation
}

structure ConvertOutput {
    @required
    @httpPayload
    body: Representation
}

@byMediaType
union Representation {
    @content("application/json")
    json: NewPet

    @content("application/x-www-form-urlencoded")
    form: NewPet

    @content("text/*")
    text: String

    @content("*/*")
    any: Blob
}

@http(method: "POST", uri: "/submit", code: 200)
operation Submit {
    input: SubmitInput
    output: SubmitOutput
}

structure SubmitInput {
    @required
    @httpPayload
    @content("application/x-www-form-urlencoded")
    body: FormData
}

structure SubmitOutput {
    @required
    @httpPayload
    @content("application/json")
    body: FormData
}

structure FormData {
    @required
    name: String

    count: Integer

    tags: Tags

    @encoding(style: "spaceDelimited", explode: false)
    words: Tags

    @encoding(style: "deepObject", explode: true)
    filter: Filter

    point: Point

    points: Points

    any: Document

    choice: Choice

    @additionalProperties
    others: Others
}

map Others {
    key: String
    value: Document
}

list Points {
    member: Point
}

@http(method: "POST", uri: "/upload", code: 200)
operation Upload {
    input: UploadInput
    output: UploadOutput
}

structure UploadInput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: UploadForm
}

structure UploadOutput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: UploadForm
}

structure UploadForm {
    @required
    title: String

    pages: Integer

    @required
    file: Blob

    @encoding(contentType: "image/png, image/jpeg")
    images: Blobs

    point: Point

    points: Points

    tags: Tags

    @additionalProperties
    files: Files
}

map Files {
    key: String
    value: Blob
}

list Blobs {
    member: Blob
}

@http(method: "POST", uri: "/attach", code: 200)
operation Attach {
    input: AttachInput
    output: AttachOutput
}

structure AttachInput {
    @required
    @httpPayload
    @content("multipart/form-data; boundary=example")
    body: Attachment
}

structure AttachOutput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: Attachment
}

structure Attachment {
    @encoding(
        contentType: "image/*"
        headers: {
            "X-Author": { required: true, schema: { type: "string" } }
            "X-Note": { schema: { type: "string" } }
        }
    )
    picture: Blob

    @encoding(contentType: "text/csv, application/octet-stream", style: "form")
    table: Blob

    @encoding(base64: true)
    encoded: Blob

    @length(max: 4)
    small: Blob

    @encoding(contentType: "application/vnd.x+json, application/json")
    point: Point

    @encoding(contentType: "text/markdown")
    note: String

    @encoding(style: "deepObject")
    filter: Filter

    @encoding(style: "pipeDelimited")
    words: Tags

    count: Integer

    either: Either

    @encoding(contentType: "application/json")
    quoted: Tags

    rows: Rows

    anything: Anything

    numbers: Eithers

    points: Points
}

list Rows {
    member: Tags
}

list Anything {
    member: Document
}

list Eithers {
    member: NumberOrPoint
}

@untagged
union NumberOrPoint {
    number: Integer
    point: Point
}

/// A number, or one or several files.
@untagged
union Either {
    number: Integer
    file: Blob
    files: Blobs
}

/// Things one after the other.
@http(method: "POST", uri: "/mix", code: 200)
operation Mix {
    input: MixInput
    output: MixOutput
}

structure MixInput {
    @httpPayload
    @content("multipart/mixed")
    body: Points
}

structure MixOutput {
    @required
    @httpPayload
    @content("multipart/mixed")
    body: Points
}

/// One form or another.
@http(method: "POST", uri: "/choose", code: 200)
operation Choose {
    input: ChooseInput
    output: ChooseOutput
}

structure ChooseInput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: AnyForm
}

structure ChooseOutput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: AnyForm
}

@untagged
union AnyForm {
    scan: Scan
    link: Link
}

structure Scan {
    @required
    scan: Blob

    at: Point
}

structure Link {
    @required
    link: String
}

/// Files one after the other.
@http(method: "POST", uri: "/mix-files", code: 200)
operation MixFiles {
    input: MixFilesInput
    output: MixFilesOutput
}

structure MixFilesInput {
    @required
    @httpPayload
    @content("multipart/related")
    body: Blobs
}

structure MixFilesOutput {
    @required
    @httpPayload
    @content("multipart/form-data")
    body: Files
}

/// Says how its caller has authenticated.
@readonly
@security([{ oauth: ["pets:read"] }, { key: [], app: [] }, { ticket: [] }, { login: [] }])
@http(method: "GET", uri: "/secret")
operation Secret {
    output: SecretOutput
}

structure SecretOutput {
    @required
    @httpPayload
    @content("text/plain")
    body: String
}

@readonly
@servers([{ url: "https://status.pets.test" }])
@http(method: "GET", uri: "/status", code: 204)
operation Status {}

@http(method: "POST", uri: "/stream", code: 200)
operation Stream {
    input: StreamInput
    output: StreamOutput
}

structure StreamInput {
    @required
    @httpPayload
    @content("application/jsonl")
    @sequence("jsonLines")
    body: Points
}

structure StreamOutput {
    @required
    @httpPayload
    @content("text/event-stream")
    @sequence("serverSentEvents")
    body: Events
}

/// The caller chooses whether it goes at once or bit by bit.
@http(method: "POST", uri: "/talk", code: 200)
operation Talk {
    input: TalkInput
    output: TalkOutput
}

structure TalkInput {
    @httpPayload
    body: TalkRequest
}

structure TalkOutput {
    @required
    @httpPayload
    body: TalkResponse

    @httpResponseCode
    statusCode: Integer
}

@byMediaType
union TalkRequest {
    @content("application/json")
    json: Points

    @content("application/jsonl")
    @sequence("jsonLines")
    lines: Points

    @content("application/json-seq")
    @sequence("jsonSequence")
    records: Names
}

@byStatus
union TalkResponse {
    @status("200")
    ok: TalkResponseOk

    @status("202")
    @content("application/jsonl")
    @sequence("jsonLines")
    accepted: Names
}

@byMediaType
union TalkResponseOk {
    @content("application/json")
    json: Points

    @content("text/event-stream")
    @sequence("serverSentEvents")
    events: Points
}

list Names {
    @length(max: 5)
    member: String
}

list Events {
    member: Event
}

structure Event {
    @required
    @content("application/json")
    data: Point

    event: String

    retry: Integer
}

@untagged
union Choice {
    number: Integer
    flag: Boolean
    texts: Tags
}
