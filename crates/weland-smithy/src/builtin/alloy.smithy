$version: "2.0"

namespace alloy

/// The value of a union is that of its member, without a name around it: readers find the member by trying.
@trait(selector: "union", conflicts: [discriminated], breakingChanges: [{ change: "any" }])
structure untagged {}

/// The value of a union is the object of its member, with one more key of this name that holds the member's name.
@trait(selector: "union", conflicts: [untagged], breakingChanges: [{ change: "any" }])
string discriminated

/// Null is a value of the member that is not the same as absence.
@trait(selector: ":not([trait|trait])", breakingChanges: [{ change: "any" }])
structure nullable {}

/// Values that are not listed may come, and are kept.
@trait(selector: ":test(enum, intEnum, [trait|enum])")
structure openEnum {}

/// The member keeps the keys of the object that are the names of no other member; in a union, what is no member of it.
@trait(
    selector: ":is(structure > member :test(> map > member[id|member=value] > document), union:not([trait|alloy#untagged]) > member :test(> document))"
    structurallyExclusive: "member"
    conflicts: ["smithy.api#jsonName"]
)
structure jsonUnknown {}

/// The text is a UUID.
@trait(selector: ":test(string, member > string)")
structure uuidFormat {}

/// The text is a date, as in `2022-03-30`.
@trait(selector: ":test(string, member > string)")
structure dateFormat {}

/// Requests and responses are bound to HTTP, all bodies are JSON, and timestamps are dates. Errors are named by the header
/// `X-Error-Type`, or told apart by their statuses.
@trait(selector: "service")
@protocolDefinition(
    traits: [
        smithy.api#default
        smithy.api#error
        smithy.api#http
        smithy.api#httpError
        smithy.api#httpHeader
        smithy.api#httpLabel
        smithy.api#httpPayload
        smithy.api#httpPrefixHeaders
        smithy.api#httpQuery
        smithy.api#httpQueryParams
        smithy.api#httpResponseCode
        smithy.api#jsonName
        smithy.api#length
        smithy.api#pattern
        smithy.api#range
        smithy.api#required
        smithy.api#timestampFormat
        uuidFormat
        discriminated
        nullable
        untagged
        jsonUnknown
        openEnum
        durationSecondsFormat
        dateFormat
        localTimeFormat
        offsetDateTimeFormat
        preserveKeyOrder
    ]
)
structure simpleRestJson {}

/// The order of keys means something.
@trait(selector: ":test(map, member > map, document, member > document)")
structure preserveKeyOrder {}

/// A value that stands for an absent one, which need not meet the constraints of the member.
@trait(selector: "structure > member :test(> :is(simpleType, list, map))", conflicts: ["smithy.api#required"])
document defaultValue

/// The text is a structure, whose members stand where the pattern names them.
@trait(selector: "string")
structure structurePattern {
    @required
    pattern: String

    @required
    @idRef(selector: "structure")
    target: String
}

/// The text is a time of day, as in `16:12:38.47`.
@trait(selector: ":test(string, member > string)")
structure localTimeFormat {}

/// The text is a date with a time of day and without an offset, as in `2022-03-30T16:12:38`.
@trait(selector: ":test(string, member > string)")
structure localDateTimeFormat {}

/// The text is a date with a time of day and its offset.
@trait(selector: ":test(timestamp, member > timestamp) [trait|timestampFormat = 'date-time']")
structure offsetDateTimeFormat {}

/// The text is a time of day with its offset, as in `16:12:38+01:00`.
@trait(selector: ":test(string, member > string)")
structure offsetTimeFormat {}

/// The text names a time zone, as in `Europe/Paris`.
@trait(selector: ":test(string, member > string)")
structure zoneIdFormat {}

/// The text is an offset of time, as in `+01:00`.
@trait(selector: ":test(string, member > string)")
structure zoneOffsetFormat {}

/// The text is a date with a time of day, its offset and its time zone.
@trait(selector: ":test(string, member > string)")
structure zonedDateTimeFormat {}

/// The number is a year.
@trait(selector: ":test(integer, member > integer)")
structure yearFormat {}

/// The text is a month of a year, as in `2022-03`.
@trait(selector: ":test(string, member > string)")
structure yearMonthFormat {}

/// The text is a day of any year, as in `--03-30`.
@trait(selector: ":test(string, member > string)")
structure monthDayFormat {}

/// The number is a duration in seconds.
@trait(selector: ":test(bigDecimal, member > bigDecimal)")
structure durationSecondsFormat {}

@uuidFormat
string UUID

@dateFormat
string LocalDate

@localTimeFormat
string LocalTime

@localDateTimeFormat
string LocalDateTime

@offsetDateTimeFormat
@timestampFormat("date-time")
timestamp OffsetDateTime

@offsetTimeFormat
string OffsetTime

@zoneIdFormat
string ZoneId

@zoneOffsetFormat
string ZoneOffset

@zonedDateTimeFormat
string ZonedDateTime

enum DayOfWeek {
    MONDAY
    TUESDAY
    WEDNESDAY
    THURSDAY
    FRIDAY
    SATURDAY
    SUNDAY
}

enum Month {
    JANUARY
    FEBRUARY
    MARCH
    APRIL
    MAY
    JUNE
    JULY
    AUGUST
    SEPTEMBER
    OCTOBER
    NOVEMBER
    DECEMBER
}

@yearFormat
integer Year

@yearMonthFormat
string YearMonth

@monthDayFormat
string MonthDay

@durationSecondsFormat
bigDecimal Duration

/// What is flattened in a form.
@trait(
    selector: ":is(structure, union) > :test(member > :test(list, map))"
    breakingChanges: [{ change: "any" }]
)
structure urlFormFlattened {}

/// The name in a form.
@trait(selector: ":is(structure, union, member)", breakingChanges: [{ change: "any" }])
@pattern("^[a-zA-Z_][a-zA-Z_0-9-]*$")
string urlFormName

/// Values of a shape, to be shown.
@trait(selector: ":not(:test(service, operation, resource))")
list dataExamples {
    member: DataExample
}

union DataExample {
    smithy: Document
    json: Document
    string: String
}

/// Calls of an operation, to be shown, which need not be valid.
@trait(selector: "operation")
list uncheckedExamples {
    member: UncheckedExample
}

@private
structure UncheckedExample {
    @required
    title: String

    documentation: String

    input: Document

    output: Document
}
