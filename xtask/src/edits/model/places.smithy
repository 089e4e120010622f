$version: "2"

namespace edits

/// Every place of HTTP that a member can have.
@idempotent
@http(method: "PUT", uri: "/e00/places/{country}/{city}", code: 200)
operation E00PutPlace {
    input := {
        @required
        @httpLabel
        country: E00Code

        @required
        @httpLabel
        city: E00Code

        @httpQuery("dry")
        dry: Boolean

        @httpQuery("rev")
        revision: Integer

        @httpHeader("x-e00-agent")
        agent: E00Token

        @httpHeader("x-e00-since")
        since: Timestamp

        @jsonName("title")
        name: String

        comment: String
        size: E00Size
    }

    output := {
        @httpHeader("x-e00-etag")
        etag: E00Token

        @httpHeader("x-e00-count")
        count: Integer

        @required
        stored: Timestamp

        @timestampFormat("date-time")
        expires: Timestamp

        place: E00Place
    }
}

@readonly
@http(method: "GET", uri: "/e00/places/{id}")
operation E00FindPlace {
    input := {
        @required
        @httpLabel
        id: E00Code

        @httpQuery("lang")
        languages: E00Tokens

        @httpQuery("limit")
        limit: E00Limit

        @httpHeader("x-e00-trace")
        trace: E00Token
    }

    output := {
        @required
        @httpPayload
        place: E00Place

        @httpHeader("x-e00-kind")
        kind: E00Token
    }
}

@http(method: "POST", uri: "/e00/photos")
operation E00AddPhoto {
    input := {
        @httpHeader("x-e00-name")
        name: E00Token

        @httpPrefixHeaders("x-e00-meta-")
        meta: E00Meta

        @httpPayload
        photo: E00Photo
    }

    output := {
        @required
        id: E00Code

        taken: E00Moment
    }
}

structure E00Place {
    @required
    name: String

    @jsonName("pop")
    population: Long

    founded: E00Moment
    size: E00Size
}

structure E00Size {
    width: Integer
    height: Integer
}

list E00Tokens {
    member: E00Token
}

map E00Meta {
    key: E00Token
    value: E00Token
}

@mediaType("image/png")
blob E00Photo

@timestampFormat("date-time")
timestamp E00Moment

@length(min: 1, max: 6)
string E00Code

@length(min: 1)
string E00Token

@range(min: 1, max: 500)
integer E00Limit
