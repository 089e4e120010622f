$version: "2.0"

namespace pet_shop

use alloy#dateFormat
use alloy#nullable
use alloy#uuidFormat
use weland.openapi#content
use weland.openapi#extensions
use weland.openapi#readOnly
use weland.openapi#rest
use weland.openapi#security
use weland.openapi#securitySchemes
use weland.openapi#servers
use weland.openapi#writeOnly

/// Pets and their owners.
@title("Pet Shop")
@extensions("x-audience": "public")
@rest
@security([
    {
        key: []
    }
    {}
])
@securitySchemes(
    key: { in: "header", name: "X-Key", type: "apiKey" }
    oauth: {
        flows: {
            clientCredentials: {
                scopes: { write: "May write." }
                tokenUrl: "https://example.com/token"
            }
        }
        type: "oauth2"
    }
)
@servers([
    {
        description: "Production."
        url: "https://{region}.example.com/v1"
        variables: {
            region: {
                default: "eu"
                enum: ["eu", "us"]
            }
        }
    }
])
service PetShop {
    version: "1.2"
    operations: [
        ListPets
        CreatePet
        GetPetsByPetId
    ]
}

@deprecated
@http(code: 201, method: "POST", uri: "/pets")
@security([
    {
        oauth: ["write"]
    }
])
operation CreatePet {
    input: CreatePetInput
}

@externalDocumentation(Documentation: "https://example.com/docs")
@http(code: 200, method: "GET", uri: "/pets/{petId}")
@readonly
operation GetPetsByPetId {
    input: GetPetsByPetIdInput
    output: GetPetsByPetIdOutput
    errors: [
        NotFound
    ]
}

/// List pets
///
/// The newest come first.
@http(code: 200, method: "GET", uri: "/pets")
@readonly
@tags(["pets"])
operation ListPets {
    input: ListPetsInput
    output: ListPetsOutput
}

@input
structure CreatePetInput {
    /// The new pet.
    @httpPayload
    @required
    @content("application/json")
    body: Pet
}

@input
structure GetPetsByPetIdInput {
    /// The number of the pet.
    @httpLabel
    @required
    petId: String
}

/// A pet.
@output
structure GetPetsByPetIdOutput {
    @httpPayload
    @required
    @content("application/json")
    body: Pet
}

@input
structure ListPetsInput {
    /// How many at most.
    @httpQuery("limit")
    @range(min: 1, max: 100)
    limit: Integer = 20

    @uuidFormat
    @httpHeader("X-Trace-Id")
    @required
    xTraceId: String
}

/// Pets.
@output
structure ListPetsOutput {
    @httpPayload
    @required
    @content("application/json")
    @weland.openapi#examples([
        [
            {
                name: "Rex"
            }
        ]
    ])
    body: OwnerPets

    /// The link to the next page.
    @httpHeader("X-Next")
    xNext: String
}

/// There is no such pet.
@error("client")
@httpError(404)
structure NotFound {}

structure Owner {
    @readOnly
    id: Long

    @writeOnly
    password: OwnerPassword

    pets: OwnerPets
}

@sensitive
string OwnerPassword

list OwnerPets {
    member: Pet
}

/// An animal.
@extensions("x-table": "pets")
structure Pet {
    @dateFormat
    born: String

    @length(min: 1, max: 40)
    @pattern("^[A-Z]")
    @required
    @weland.openapi#examples(["Rex"])
    name: String

    owner: Owner
    photo: Blob

    @nullable
    @title("A tag")
    tag: String
}
