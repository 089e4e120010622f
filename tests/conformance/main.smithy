// The service whose operations the other files of this folder define, one topic each, and the shapes that they share.
// It is invented for its protocol tests: `cargo xtask conformance tests/conformance` runs them.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// Ships, berths and cargo of a harbour.
@restJson1
service Harbour {
    version: "2026-01-01"
    operations: [
        // uris.smithy
        FindBerth
        FindLine
        ReadTide
        ReadLog
        ReadRawLog
        GetShip
        CountShips
        ListShips
        ListDockedShips
        // queries.smithy
        SearchCargo
        TagCargo
        FilterCargo
        BookCargo
        // headers.smithy
        SignalShip
        // prefixes.smithy
        TimeSignal
        // prefixes.smithy
        AnnotateShip
        EchoHeaders
        // payloads.smithy
        StorePhoto
        StoreChart
        StoreNotice
        SetFlag
        StorePilot
        // blobs.smithy
        StoreMove
        StoreRemarks
        // blobs.smithy
        StreamVideo
        UploadScan
        // bodies.smithy
        StoreManifest
        // collections.smithy
        StoreHold
        // values.smithy
        StoreTimes
        HandleCargo
        RegisterCrew
        Ping
        Poll
        // defaults.smithy
        PlanVoyage
        DescribeVoyage
        // responses.smithy
        GetStatus
        GetDefaultStatus
        GetWeather
        EnterPort
        // transport.smithy
        ReportPosition
        ReportDepth
        SealContainer
        WeighContainer
        SendReadings
        StreamReadings
        // malformed.smithy
        CheckTypes
        // malformed-shapes.smithy
        CheckTimes
        CheckShapes
        CheckPayload
        CheckNothing
        // validation.smithy and validation-values.smithy
        DeclareCargo
        // validation-nested.smithy and validation-several.smithy
        DeclareRoute
        DeclareSecrets
        // validation-places.smithy
        DeclareArrival
        // streams.smithy
        SendSignals
        // streams-received.smithy
        WatchSignals
        TalkToPilot
    ]
    errors: [
        ValidationException
    ]
}

enum CargoKind {
    GRAIN = "grain"
    STEEL = "steel"
    LIVE_FISH = "live fish"
}

intEnum Grade {
    LOW = 1
    MIDDLE = 2
    HIGH = 3
}

list Names {
    member: String
}

list Numbers {
    member: Integer
}

list Flags {
    member: Boolean
}

list Times {
    member: Timestamp
}

list Kinds {
    member: CargoKind
}

list Grades {
    member: Grade
}

map Labels {
    key: String
    value: String
}

map LabelLists {
    key: String
    value: Names
}

@timestampFormat("date-time")
timestamp Moment

@timestampFormat("http-date")
timestamp HttpMoment

@timestampFormat("epoch-seconds")
timestamp EpochMoment
