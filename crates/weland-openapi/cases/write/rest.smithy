$version: "2.0"

namespace example.rest

use alloy#nullable
use alloy#untagged
use weland.openapi#additionalProperties
use weland.openapi#allOf
use weland.openapi#byMediaType
use weland.openapi#byStatus
use weland.openapi#closed
use weland.openapi#content
use weland.openapi#cookie
use weland.openapi#discriminator
use weland.openapi#encoding
use weland.openapi#exactlyOne
use weland.openapi#exclusiveMaximum
use weland.openapi#exclusiveMinimum
use weland.openapi#extensions
use weland.openapi#format
use weland.openapi#multipleOf
use weland.openapi#parameterStyle
use weland.openapi#patternProperties
use weland.openapi#prefixItems
use weland.openapi#propertyCount
use weland.openapi#readOnly
use weland.openapi#rest
use weland.openapi#security
use weland.openapi#securitySchemes
use weland.openapi#sequence
use weland.openapi#servers
use weland.openapi#status
use weland.openapi#values
use weland.openapi#writeOnly

@rest
@title("Pets")
@servers([
    {
        url: "https://{stage}.pets.example"
        description: "The stages."
        variables: {
            stage: { default: "live", enum: ["live", "test"] }
        }
    }
])
@securitySchemes(
    key: { type: "apiKey", name: "X-Key", in: "header" }
    login: {
        type: "oauth2"
        flows: {
            clientCredentials: { tokenUrl: "https://pets.example/token", scopes: { read: "Read pets." } }
        }
    }
)
@security([{ key: [] }, { login: ["read"] }])
@extensions("x-owner": { team: "pets" }, ignored: 1)
service Pets {
    version: "1.2.3"
    operations: [
        GetPet
        PutPet
        Upload
        Open
        Watch
    ]
}

/// What the service calls.
@rest
service PetsWebhooks {
    operations: [
        PetBorn
    ]
}

@http(method: "POST", uri: "/petBorn")
operation PetBorn {
    input := {
        /// The pet that was born.
        @required
        @httpPayload
        @content("application/json")
        body: Born
    }
}

structure Born {
    at: Timestamp
}

/// No operation has it.
structure Unused {
    inner: UnusedInner
}

@closed
structure UnusedInner {}

@readonly
@http(method: "GET", uri: "/watch")
operation Watch {
    output := {
        @httpPayload
        @sequence("serverSentEvents")
        @content("text/event-stream")
        body: Events
    }
}

list Events {
    member: Event
}

structure Event {
    name: String
}

@readonly
@http(method: "GET", uri: "/pets/{id}.{ending}")
@extensions("x-cost": 3)
operation GetPet {
    input := {
        @required
        @httpLabel
        id: String

        @required
        @httpLabel
        ending: String

        @httpQuery("filter")
        @parameterStyle(style: "deepObject", explode: true)
        filter: Filter

        @httpQuery("exact")
        @content("application/json")
        exact: Filter

        /// The session.
        @cookie("session")
        session: String

        @httpHeader("X-Since")
        @extensions("x-odd": true)
        since: Timestamp
    }

    output := {
        @httpPayload
        body: GetPetOutputBody

        @httpHeader("X-Rate")
        rate: Integer
    }

    errors: [
        ClientProblem
        OtherProblem
    ]
}

@byStatus
union GetPetOutputBody {
    /// The pet.
    @status("200")
    @content("application/json")
    ok: Pet

    @status("203")
    @content("application/vnd.pet+json")
    partial: Pet

    @status("2XX")
    other: Unit
}

@idempotent
@http(method: "PUT", uri: "/pets/{id}.{suffix}")
@security([{}])
operation PutPet {
    input := {
        @required
        @httpLabel
        id: String

        @required
        @httpLabel
        suffix: String

        @required
        @httpPayload
        body: PutPetInputBody
    }

    output := {
        @httpResponseCode
        @status("2XX")
        statusCode: Integer
    }
}

@byMediaType
union PutPetInputBody {
    @content("application/json")
    json: Pet

    @content("text/plain")
    text: String

    @content("application/octet-stream")
    bytes: Blob
}

@http(method: "POST", uri: "/upload")
@servers([{ url: "https://upload.pets.example" }])
operation Upload {
    input := {
        /// The photo of a pet.
        @httpPayload
        @content("multipart/form-data")
        body: Form
    }
}

@http(method: "POST", uri: "/open")
@security([])
operation Open {}

/// What is uploaded.
structure Form {
    @encoding(contentType: "image/png", headers: { "X-Part": { schema: { type: "string" } } })
    photo: Blob

    @encoding(base64: true)
    encoded: Blob

    @length(min: 1, max: 9)
    small: Blob

    name: String
}

@closed
structure Filter {
    kind: String
}

@error("client")
@status("4XX")
structure ClientProblem {
    @httpPayload
    @content("application/problem+json")
    body: Problem
}

@error("server")
@status("default")
structure OtherProblem {
    @httpPayload
    @content("application/problem+json")
    body: Problem
}

@propertyCount(min: 1, max: 9)
structure Problem {
    title: String

    @additionalProperties
    more: Extra
}

map Extra {
    key: String
    value: Integer
}

@untagged
@exactlyOne
@discriminator(property: "kind", mapping: { c: "cat", dog: "dog" })
union Pet {
    cat: Cat
    dog: Dog
}

@patternProperties([{ pattern: "^x-", target: Extra }, { pattern: "^y-", target: String }])
structure Cat {
    @required
    @values(["c"])
    kind: String

    @readOnly
    @nullable
    lives: Lives

    @nullable
    @values(["tabby", "black"])
    color: String
}

@allOf([Cat, Tagged])
structure Dog {
    @required
    kind: String

    @writeOnly
    chip: Chip

    walk: Walk
    born: Timestamp
}

structure Tagged {
    tag: String
}

@exclusiveMinimum(0)
@exclusiveMaximum(10)
@multipleOf(0.5)
double Lives

@format("ipv4")
string Chip

@prefixItems([Lives, String])
list Walk {
    member: Document
}
