// How members are put into query strings.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

@readonly
@http(method: "GET", uri: "/cargo")
@httpRequestTests([
    {
        id: "QueryOfAllTypes"
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: [
            "owner=Ada"
            "fragile=true"
            "bay=-7"
            "rows=300"
            "crates=70000"
            "serial=5000000000"
            "weight=1.1"
            "volume=-0.7"
            "kind=steel"
            "grade=2"
            "since=2021-03-04T05%3A06%3A07Z"
            "epoch=1614834367"
            "http=Thu%2C%2004%20Mar%202021%2005%3A06%3A07%20GMT"
        ]
        body: ""
        forbidHeaders: ["Content-Type", "Content-Length"]
        params: {
            owner: "Ada"
            fragile: true
            bay: -7
            rows: 300
            crates: 70000
            serial: 5000000000
            weight: 1.1
            volume: -0.7
            kind: "steel"
            grade: 2
            since: 1614834367
            epoch: 1614834367
            http: 1614834367
        }
    }
    {
        id: "QueryOfLists"
        documentation: "Each element of a list becomes a parameter of the same name."
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: [
            "owners=Ada"
            "owners="
            "owners=Bob%20%26%20Co"
            "numbers=3"
            "numbers=-1"
            "flags=true"
            "flags=false"
            "kinds=grain"
            "kinds=live%20fish"
            "grades=1"
            "grades=3"
            "times=2021-03-04T05%3A06%3A07Z"
            "times=1970-01-01T00%3A00%3A00Z"
        ]
        body: ""
        params: {
            owners: ["Ada", "", "Bob & Co"]
            numbers: [3, -1]
            flags: [true, false]
            kinds: ["grain", "live fish"]
            grades: [1, 3]
            times: [1614834367, 0]
        }
    }
    {
        id: "QueryIsEscaped"
        documentation: "The names of parameters are escaped, too."
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: ["%C3%A4%26%3D=a%2Bb%20c%26d%3De%2Ff%3F%25~-._%F0%9F%9A%A2"]
        body: ""
        params: { odd: "a+b c&d=e/f?%~-._🚢" }
    }
    {
        id: "QueryOfZeros"
        documentation: "Zero, false and nothing are values."
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: ["owner=", "fragile=false", "crates=0"]
        body: ""
        params: { owner: "", fragile: false, crates: 0 }
    }
    {
        id: "QueryOfSpecialNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: ["weight=NaN", "volume=-Infinity"]
        body: ""
        params: { weight: "NaN", volume: "-Infinity" }
    }
    {
        id: "QueryOfNothing"
        documentation: "What is not set and lists without elements leave no trace."
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        forbidQueryParams: ["owner", "owners", "fragile", "crates"]
        body: ""
        params: { owners: [], owner: null }
        appliesTo: "client"
    }
    {
        id: "QueryFirstValueCounts"
        documentation: "If a parameter that is no list comes twice, the first one counts; parameters of other names are ignored."
        protocol: restJson1
        method: "GET"
        uri: "/cargo"
        queryParams: ["crates=1", "colour=red", "crates=2", "owner", "owner=Ada"]
        params: { crates: 1, owner: "" }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "QueryThatIsNotOfItsType"
        protocol: restJson1
        request: {
            method: "GET"
            uri: "/cargo"
            queryParams: ["$parameter:L"]
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            parameter: [
                "fragile=yes"
                "fragile="
                "fragile=1"
                "bay=128"
                "rows=-32769"
                "crates=1.0"
                "crates=0x1F"
                "crates=%2B"
                "serial=9223372036854775808"
                "weight=heavy"
                "weight=inf"
                "volume=1,5"
                "grade=high"
                "since=1614834367"
                "since=2021-03-04T05:06Z"
                "epoch=2021-03-04T05:06:07Z"
                "http=2021-03-04T05:06:07Z"
                "numbers=1&numbers=one"
                "flags=true&flags=TRUE"
                "times=2021-03-04T05:06:07Z&times=today"
            ]
        }
    }
])
operation SearchCargo {
    input := {
        @httpQuery("owner")
        owner: String

        @httpQuery("ä&=")
        odd: String

        @httpQuery("fragile")
        fragile: Boolean

        @httpQuery("bay")
        bay: Byte

        @httpQuery("rows")
        rows: Short

        @httpQuery("crates")
        crates: Integer

        @httpQuery("serial")
        serial: Long

        @httpQuery("weight")
        weight: Float

        @httpQuery("volume")
        volume: Double

        @httpQuery("kind")
        kind: CargoKind

        @httpQuery("grade")
        grade: Grade

        @httpQuery("since")
        since: Timestamp

        @httpQuery("epoch")
        epoch: EpochMoment

        @httpQuery("http")
        @timestampFormat("http-date")
        http: Timestamp

        @httpQuery("owners")
        owners: Names

        @httpQuery("numbers")
        numbers: Numbers

        @httpQuery("flags")
        flags: Flags

        @httpQuery("kinds")
        kinds: Kinds

        @httpQuery("grades")
        grades: Grades

        @httpQuery("times")
        times: Times
    }
}

@idempotent
@http(method: "PUT", uri: "/cargo/{id}/tags?mode=tags")
@httpRequestTests([
    {
        id: "QueryMapYieldsToMembers"
        documentation: "Where a map and a member have the same parameter, the client sends the member."
        protocol: restJson1
        method: "PUT"
        uri: "/cargo/c1/tags"
        queryParams: ["mode=tags", "owner=Ada", "colour=deep%20red"]
        body: ""
        params: {
            id: "c1"
            owner: "Ada"
            tags: { owner: "Bob", colour: "deep red" }
        }
        appliesTo: "client"
    }
    {
        id: "QueryMapHoldsAllParameters"
        documentation: "The server puts the parameters of members into the map, too; what has no value is empty, and the first value counts."
        protocol: restJson1
        method: "PUT"
        uri: "/cargo/c1/tags"
        queryParams: ["mode=tags", "owner=Ada", "wet", "dry=", "colour=red", "colour=blue"]
        params: {
            id: "c1"
            owner: "Ada"
            tags: { mode: "tags", owner: "Ada", wet: "", dry: "", colour: "red" }
        }
        appliesTo: "server"
    }
    {
        id: "QueryMapIsEscaped"
        protocol: restJson1
        method: "PUT"
        uri: "/cargo/c1/tags"
        queryParams: ["a%20b=c%2Fd"]
        body: ""
        params: {
            id: "c1"
            tags: { "a b": "c/d" }
        }
        appliesTo: "client"
    }
    {
        id: "QueryMapWithoutEntries"
        protocol: restJson1
        method: "PUT"
        uri: "/cargo/c1/tags"
        queryParams: ["mode=tags"]
        forbidQueryParams: ["owner"]
        body: ""
        params: {
            id: "c1"
            tags: {}
        }
        appliesTo: "client"
    }
])
operation TagCargo {
    input := {
        @required
        @httpLabel
        id: String

        @httpQuery("owner")
        owner: String

        @httpQueryParams
        tags: Labels
    }
}

@readonly
@http(method: "GET", uri: "/filtered-cargo")
@httpRequestTests([
    {
        id: "QueryMapOfListsYieldsToMembers"
        protocol: restJson1
        method: "GET"
        uri: "/filtered-cargo"
        queryParams: ["kind=grain", "owner=Ada", "owner=Bob"]
        body: ""
        params: {
            kind: "grain"
            filters: {
                kind: ["steel", "live fish"]
                owner: ["Ada", "Bob"]
            }
        }
        appliesTo: "client"
    }
    {
        id: "QueryMapOfListsHoldsAllValues"
        protocol: restJson1
        method: "GET"
        uri: "/filtered-cargo"
        queryParams: ["owner=Ada", "kind=grain", "owner=Bob", "wet"]
        params: {
            kind: "grain"
            filters: {
                owner: ["Ada", "Bob"]
                kind: ["grain"]
                wet: [""]
            }
        }
        appliesTo: "server"
    }
])
operation FilterCargo {
    input := {
        @httpQuery("kind")
        kind: CargoKind

        @httpQueryParams
        filters: LabelLists
    }
}

@http(method: "POST", uri: "/bookings")
@httpRequestTests([
    {
        id: "TokenInQueryIsFilledIn"
        protocol: restJson1
        method: "POST"
        uri: "/bookings"
        queryParams: ["token=00000000-0000-4000-8000-000000000000"]
        body: ""
        params: {}
        appliesTo: "client"
    }
    {
        id: "TokenInQueryIsKept"
        protocol: restJson1
        method: "POST"
        uri: "/bookings"
        queryParams: ["token=mine"]
        body: ""
        params: { token: "mine" }
    }
])
operation BookCargo {
    input := {
        @httpQuery("token")
        @idempotencyToken
        token: String
    }
}
