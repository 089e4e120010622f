$version: "2.0"

namespace example.rest

use weland.openapi#content
use weland.openapi#rest
use weland.openapi#status

@rest
@title("Pets")
service Pets {
    version: "1.0"
    operations: [AddPet, FindPet, GetNote, ListPets, PutNote, RemovePet]
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
