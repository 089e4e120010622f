// How members are put into paths, and how paths are distinguished.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

@readonly
@http(method: "GET", uri: "/berths/{quay}/{number}/{depth}/{draught}/{free}/{since}")
@httpRequestTests([
    {
        id: "LabelsOfAllTypes"
        protocol: restJson1
        method: "GET"
        uri: "/berths/north/12/7.1/0.3/true/2021-03-04T05%3A06%3A07Z"
        body: ""
        forbidHeaders: ["Content-Type"]
        params: { quay: "north", number: 12, depth: 7.1, draught: 0.3, free: true, since: 1614834367 }
    }
    {
        id: "LabelsAreEscaped"
        documentation: "All characters but the unreserved ones of RFC 3986 are percent-encoded, as UTF-8."
        protocol: restJson1
        method: "GET"
        uri: "/berths/Pier%204%2F%C3%A4%3F%26%3D%25%2B%E2%9A%93-._~/-3/0.5/0.5/false/2021-03-04T05%3A06%3A07Z"
        body: ""
        params: { quay: "Pier 4/ä?&=%+⚓-._~", number: -3, depth: 0.5, draught: 0.5, free: false, since: 1614834367 }
    }
    {
        id: "LabelsThatAreNoNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/berths/north/0/NaN/-Infinity/true/2021-03-04T05%3A06%3A07Z"
        body: ""
        params: { quay: "north", number: 0, depth: "NaN", draught: "-Infinity", free: true, since: 1614834367 }
    }
    {
        id: "LabelsWithEndlessNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/berths/north/0/Infinity/Infinity/true/2021-03-04T05%3A06%3A07Z"
        body: ""
        params: { quay: "north", number: 0, depth: "Infinity", draught: "Infinity", free: true, since: 1614834367 }
    }
    {
        id: "LabelsInLowerCaseHexadecimal"
        documentation: "Servers read escapes in upper and lower case, and of characters that need none."
        protocol: restJson1
        method: "GET"
        uri: "/berths/%6eorth%c3%a4/0/0.5/0.5/true/2021-03-04T05:06:07Z"
        params: { quay: "northä", number: 0, depth: 0.5, draught: 0.5, free: true, since: 1614834367 }
        appliesTo: "server"
    }
    {
        id: "LabelsKeepPlus"
        documentation: "In a path, a plus sign is no space."
        protocol: restJson1
        method: "GET"
        uri: "/berths/a+b/0/0.5/0.5/true/2021-03-04T05%3A06%3A07Z"
        params: { quay: "a+b", number: 0, depth: 0.5, draught: 0.5, free: true, since: 1614834367 }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "LabelsThatAreNotOfTheirTypes"
        protocol: restJson1
        request: { method: "GET", uri: "/berths/north/$rest:L" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            rest: [
                "twelve/0.5/0.5/true/2021-03-04T05:06:07Z"
                "12/deep/0.5/true/2021-03-04T05:06:07Z"
                "12/0.5/0x10/true/2021-03-04T05:06:07Z"
                "12/0.5/0.5/yes/2021-03-04T05:06:07Z"
                "12/0.5/0.5/True/2021-03-04T05:06:07Z"
                "12/0.5/0.5/true/1614834367"
                "12/0.5/0.5/true/2021-03-04"
            ]
        }
    }
    {
        id: "LabelsOutOfRange"
        protocol: restJson1
        request: { method: "GET", uri: "/berths/north/$number:L/0.5/0.5/true/2021-03-04T05:06:07Z" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            number: ["2147483648", "-2147483649", "99999999999999999999999", "1.5", "1e3"]
        }
    }
])
operation FindBerth {
    input := {
        @required
        @httpLabel
        quay: String

        @required
        @httpLabel
        number: Integer

        @required
        @httpLabel
        depth: Float

        @required
        @httpLabel
        draught: Double

        @required
        @httpLabel
        free: Boolean

        @required
        @httpLabel
        since: Timestamp
    }
}

@readonly
@http(method: "GET", uri: "/lines/{page}/{row}/{serial}/{kind}/{grade}")
@httpRequestTests([
    {
        id: "LabelsOfSmallAndLargeNumbers"
        protocol: restJson1
        method: "GET"
        uri: "/lines/-128/32767/-9223372036854775807/live%20fish/3"
        body: ""
        params: { page: -128, row: 32767, serial: -9223372036854775807, kind: "live fish", grade: 3 }
    }
])
@httpMalformedRequestTests([
    {
        id: "LabelsOfSmallNumbersOutOfRange"
        protocol: restJson1
        request: { method: "GET", uri: "/lines/$numbers:L/grain/1" }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            numbers: ["128/1/1", "-129/1/1", "1/32768/1", "1/1/9223372036854775808", "1/1/-9223372036854775809"]
        }
    }
])
operation FindLine {
    input := {
        @required
        @httpLabel
        page: Byte

        @required
        @httpLabel
        row: Short

        @required
        @httpLabel
        serial: Long

        @required
        @httpLabel
        kind: CargoKind

        @required
        @httpLabel
        grade: Grade
    }
}

@readonly
@http(method: "GET", uri: "/tides/{plain}/{moment}/{epoch}/{http}/{member}")
@httpRequestTests([
    {
        id: "LabelsOfTimestamps"
        documentation: "The format of a member wins over that of its shape, and date-time is the default."
        protocol: restJson1
        method: "GET"
        uri: "/tides/2021-03-04T05%3A06%3A07Z/2021-03-04T05%3A06%3A07Z/1614834367/Thu%2C%2004%20Mar%202021%2005%3A06%3A07%20GMT/1614834367"
        body: ""
        params: { plain: 1614834367, moment: 1614834367, epoch: 1614834367, http: 1614834367, member: 1614834367 }
    }
    {
        id: "LabelsOfTimestampsWithFractions"
        protocol: restJson1
        method: "GET"
        uri: "/tides/2021-03-04T05%3A06%3A07.125Z/2021-03-04T05%3A06%3A07.125Z/1614834367.125/Thu%2C%2004%20Mar%202021%2005%3A06%3A07%20GMT/1614834367.125"
        params: {
            plain: 1614834367.125
            moment: 1614834367.125
            epoch: 1614834367.125
            http: 1614834367
            member: 1614834367.125
        }
    }
])
operation ReadTide {
    input := {
        @required
        @httpLabel
        plain: Timestamp

        @required
        @httpLabel
        moment: Moment

        @required
        @httpLabel
        epoch: EpochMoment

        @required
        @httpLabel
        http: HttpMoment

        @required
        @httpLabel
        @timestampFormat("epoch-seconds")
        member: Moment
    }
}

@readonly
@http(method: "GET", uri: "/logs/{ship}/{path+}")
@httpRequestTests([
    {
        id: "GreedyLabels"
        documentation: "A greedy label keeps its slashes; all others are escaped."
        protocol: restJson1
        method: "GET"
        uri: "/logs/Orca%2FII/2021/first%20half/page%231"
        body: ""
        params: { ship: "Orca/II", path: "2021/first half/page#1" }
    }
    {
        id: "GreedyLabelsOfOneSegment"
        protocol: restJson1
        method: "GET"
        uri: "/logs/Orca/2021"
        body: ""
        params: { ship: "Orca", path: "2021" }
    }
])
operation ReadLog {
    input := {
        @required
        @httpLabel
        ship: String

        @required
        @httpLabel
        path: String
    }
}

@readonly
@http(method: "GET", uri: "/logs/{ship}/{path+}/raw")
@httpRequestTests([
    {
        id: "GreedyLabelsBeforeLiterals"
        documentation: "What has a literal after the greedy label is more specific than what hasn't."
        protocol: restJson1
        method: "GET"
        uri: "/logs/Orca/2021/march/raw"
        body: ""
        params: { ship: "Orca", path: "2021/march" }
    }
])
operation ReadRawLog {
    input := {
        @required
        @httpLabel
        ship: String

        @required
        @httpLabel
        path: String
    }
}

@readonly
@http(method: "GET", uri: "/ships/{name}")
@httpRequestTests([
    {
        id: "LabelsBesideLiterals"
        protocol: restJson1
        method: "GET"
        uri: "/ships/counted"
        body: ""
        params: { name: "counted" }
    }
    {
        id: "LabelsWithPercentSigns"
        documentation: "What looks escaped is escaped once more, and unescaped once."
        protocol: restJson1
        method: "GET"
        uri: "/ships/a%252Fb"
        body: ""
        params: { name: "a%2Fb" }
    }
    { id: "LabelsOfDots", protocol: restJson1, method: "GET", uri: "/ships/..", body: "", params: { name: ".." } }
])
@httpMalformedRequestTests([
    {
        id: "PathsThatNoOperationHas"
        protocol: restJson1
        request: { method: "GET", uri: "$path:L" }
        response: {
            code: 404
            headers: { "x-amzn-errortype": "UnknownOperationException" }
        }
        testParameters: {
            path: ["/", "/ship/Orca", "/ships/Orca/crew", "/ships//"]
        }
    }
])
operation GetShip {
    input := {
        @required
        @httpLabel
        name: String
    }
}

@readonly
@http(method: "GET", uri: "/ships/count")
@httpRequestTests([
    {
        id: "LiteralsComeBeforeLabels"
        protocol: restJson1
        method: "GET"
        uri: "/ships/count"
        body: ""
    }
])
operation CountShips {}

@readonly
@http(method: "GET", uri: "/ships?v=2&all")
@httpRequestTests([
    {
        id: "ConstantQuery"
        protocol: restJson1
        method: "GET"
        uri: "/ships"
        queryParams: ["v=2", "all"]
        forbidQueryParams: ["flag"]
        body: ""
    }
    {
        id: "ConstantAndVariableQuery"
        protocol: restJson1
        method: "GET"
        uri: "/ships"
        queryParams: ["v=2", "all", "flag=Malta"]
        body: ""
        params: { flag: "Malta" }
    }
])
operation ListShips {
    input := {
        @httpQuery("flag")
        flag: String
    }
}

@readonly
@http(method: "GET", uri: "/ships?v=2&docked=true")
@httpRequestTests([
    {
        id: "ConstantQueriesTellOperationsApart"
        protocol: restJson1
        method: "GET"
        uri: "/ships"
        queryParams: ["v=2", "docked=true"]
        body: ""
    }
])
operation ListDockedShips {}
