$version: "2"

namespace example.weather

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1
use smithy.waiters#waitable

/// Forecasts for cities.
@restJson1
@sigv4(name: "weather")
@service(sdkId: "Weather", endpointPrefix: "weather")
@title("Example Weather")
service Weather {
    version: "2024-01-01"
    operations: [GetForecast, ListCities, Reset]
}

/// The forecast for a city.
@readonly
@http(method: "GET", uri: "/cities/{city}/forecast")
@waitable(ForecastReady: { minDelay: 5, acceptors: [{ state: "success", matcher: { output: { path: "forecast.sky", expected: "CLEAR", comparator: "stringEquals" } } }] })
operation GetForecast {
    input := {
        /// The name of the city.
        @required
        @httpLabel
        city: CityName

        /// How many days ahead, today being 0.
        @httpQuery("days")
        @range(min: 0, max: 14)
        days: Integer = 0

        /// Only hours with at least so much wind.
        @httpQuery("wind")
        wind: Wind = 0
    }
    output := {
        forecast: Forecast
    }
    errors: [NoSuchCity]
}

/// All cities.
@readonly
@http(method: "GET", uri: "/cities")
@waitable(
    CityListed: {
        acceptors: [
            {
                state: "failure"
                matcher: { output: { path: "length(cities[?starts_with(@, 'Atlantis') && @ != `\"Atlantis City\"`]) > `0`", expected: "true", comparator: "booleanEquals" } }
            }
            {
                state: "success"
                matcher: { inputOutput: { path: "contains(output.cities, input.token)", expected: "true", comparator: "booleanEquals" } }
            }
        ]
    }
)
@paginated(inputToken: "token", outputToken: "nextToken", items: "cities")
operation ListCities {
    input := {
        @httpQuery("token")
        token: String
    }
    output := {
        nextToken: String
        @required
        cities: CityNames
    }
}

/// Forgets everything.
@idempotent
@http(method: "DELETE", uri: "/cities", code: 204)
operation Reset {
    errors: [NotYou]
}

/// Nobody is to read whom this is about.
@error("client")
@httpError(403)
structure NotYou {
    message: Secret
}

@sensitive
string Secret

/// There is no such city.
@error("client")
@httpError(404)
structure NoSuchCity {
    @required
    message: String
}

@pattern("^\\p{Lu}[\\w ]*$")
@length(min: 1, max: 100)
string CityName

list CityNames {
    member: CityName
}

/// What the weather will be.
@externalDocumentation("What clouds mean": "https://example.com/clouds", Winds: "https://example.com/winds")
@since("2023-05-01")
structure Forecast {
    @recommended(reason: "There is always a sky.")
    sky: Sky
    @unstable
    @deprecated(message: "Nobody counts.", since: "2024-02-01")
    hours: Hours
    stars: Stars
    /// What else is known.
    notes: Notes
}

@length(max: 24)
map Hours {
    key: Hour
    value: Conditions
}

@pattern("^\\d\\d$")
string Hour

structure Conditions {
    /// In degrees Celsius.
    @required
    temperature: Float
    wind: Wind
}

/// How strong the wind is.
intEnum Wind {
    CALM = 0
    STORM = 12
}

/// What the sky looks like.
enum Sky {
    CLEAR
    @internal
    @deprecated(since: "2024-03-01")
    FALLING
    /// Some clouds or many.
    CLOUDY
}

/// A note, or a picture.
union Notes {
    text: String
    picture: Picture
    /// That there is nothing to say.
    nothing: Unit
}

/// In stars.
@range(min: 0, max: 99999999999999999999)
bigInteger Stars

@mediaType("image/png")
blob Picture
