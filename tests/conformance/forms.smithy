// Services whose requests are forms and whose responses are XML, in both protocols that have them.
$version: "2"

namespace example.pilots

use aws.protocols#awsQuery
use aws.protocols#awsQueryError
use aws.protocols#ec2Query
use aws.protocols#ec2QueryName
use smithy.framework#ValidationException
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Pilots who bring ships into a harbour.
@awsQuery
@xmlNamespace(uri: "https://pilots.example.com/")
service Pilots {
    version: "2026-01-01"
    operations: [
        BookPilot
        CountPilots
    ]
    errors: [
        ValidationException
    ]
}

/// Tugs that do the same, by the other protocol.
@ec2Query
@xmlNamespace(uri: "https://tugs.example.com/")
service Tugs {
    version: "2026-02-02"
    operations: [
        BookTug
    ]
    errors: [
        ValidationException
    ]
}

operation CountPilots {
    output := {
        @xmlName("Total")
        count: Integer
    }
}

operation BookPilot {
    input: BookingInput
    output: BookingOutput
    errors: [
        NobodyIsFree
    ]
}

operation BookTug {
    input: BookingInput
    output: BookingOutput
    errors: [
        NobodyIsFree
    ]
}

structure BookingInput {
    @required
    ship: String

    @ec2QueryName("Metres")
    @range(max: 20)
    draught: Double

    lights: Strings

    @xmlFlattened
    @xmlName("Flag")
    flags: NamedStrings

    legs: Legs

    notes: Notes

    @xmlFlattened
    codes: Codes

    at: Timestamp

    @timestampFormat("epoch-seconds")
    until: Timestamp

    seal: Blob

    urgent: Boolean

    fee: Fee
}

structure BookingOutput {
    @xmlName("Pilot")
    pilot: String

    legs: Legs

    @xmlFlattened
    flags: NamedStrings

    notes: Notes

    at: Timestamp

    fee: Fee
}

list Strings {
    member: String
}

list NamedStrings {
    @xmlName("Item")
    member: String
}

list Legs {
    member: Leg
}

structure Leg {
    from: String
    legs: Legs
}

map Notes {
    key: String
    value: Strings
}

map Codes {
    @xmlName("Name")
    key: String

    @xmlName("Value")
    value: Integer
}

union Fee {
    fixed: Integer
    waived: String
}

@error("client")
@httpError(409)
@awsQueryError(code: "Pilots.NobodyIsFree", httpResponseCode: 420)
structure NobodyIsFree {
    message: String

    @xmlName("After")
    retryAfter: Integer
}

apply CountPilots @httpRequestTests([
    {
        id: "PilotsNoInput"
        protocol: awsQuery
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-www-form-urlencoded" }
        body: "Action=CountPilots&Version=2026-01-01"
        bodyMediaType: "application/x-www-form-urlencoded"
    }
])

apply CountPilots @httpResponseTests([
    {
        id: "PilotsCount"
        protocol: awsQuery
        code: 200
        headers: { "Content-Type": "text/xml" }
        body: """
            <CountPilotsResponse xmlns="https://pilots.example.com/">
                <CountPilotsResult><Total>3</Total></CountPilotsResult>
                <ResponseMetadata><RequestId>made-up</RequestId></ResponseMetadata>
            </CountPilotsResponse>
            """
        bodyMediaType: "application/xml"
        params: { count: 3 }
    }
])

apply BookPilot @httpRequestTests([
    {
        id: "PilotsAllKinds"
        protocol: awsQuery
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-www-form-urlencoded" }
        requireHeaders: ["Content-Length"]
        body: "Action=BookPilot&Version=2026-01-01&ship=A%26B%20%C3%A9&draught=7.5&lights.member.1=red&lights.member.2=&Flag.1=L&Flag.2=Q&legs.member.1.from=x&legs.member.1.legs.member.1.from=y&notes.entry.1.key=k&notes.entry.1.value.member.1=v&codes.1.Name=c&codes.1.Value=-7&at=2026-01-02T03%3A04%3A05Z&until=1700000000&seal=c2VhbA%3D%3D&urgent=true&fee.fixed=3"
        bodyMediaType: "application/x-www-form-urlencoded"
        params: {
            ship: "A&B é"
            draught: 7.5
            lights: ["red", ""]
            flags: ["L", "Q"]
            legs: [
                {
                    from: "x"
                    legs: [
                        {
                            from: "y"
                        }
                    ]
                }
            ]
            notes: {
                k: ["v"]
            }
            codes: { c: -7 }
            at: 1767323045
            until: 1700000000
            seal: "seal"
            urgent: true
            fee: { fixed: 3 }
        }
    }
    {
        id: "PilotsEmpty"
        protocol: awsQuery
        method: "POST"
        uri: "/"
        body: "Action=BookPilot&Version=2026-01-01&ship=&lights=&Flag="
        bodyMediaType: "application/x-www-form-urlencoded"
        params: {
            ship: ""
            lights: []
            flags: []
        }
    }
    {
        id: "PilotsAnyOrder"
        documentation: "Elements are in the order of their numbers, and unknown keys are passed over."
        protocol: awsQuery
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" }
        body: "lights.member.10=c&other.1=x&draught=-0.5&lights.member.9=b&ship=s&Version=2026-01-01&lights.member.2=a&Action=BookPilot"
        bodyMediaType: "application/x-www-form-urlencoded"
        params: {
            ship: "s"
            draught: -0.5
            lights: ["a", "b", "c"]
        }
        appliesTo: "server"
    }
    {
        id: "PilotsQueryString"
        documentation: "The form may be the query string of a request with the method GET."
        protocol: awsQuery
        method: "GET"
        uri: "/"
        queryParams: ["Action=BookPilot", "ship=a+b"]
        body: ""
        params: { ship: "a b" }
        appliesTo: "server"
    }
])

apply BookPilot @httpResponseTests([
    {
        id: "PilotsResponse"
        protocol: awsQuery
        code: 200
        headers: { "Content-Type": "text/xml" }
        body: """
            <BookPilotResponse xmlns="https://pilots.example.com/">
                <BookPilotResult>
                    <Pilot>A &amp; B</Pilot>
                    <legs><member><from>x</from></member></legs>
                    <flags>L</flags>
                    <flags>Q</flags>
                    <notes><entry><key>k</key><value><member>v</member></value></entry></notes>
                    <at>2026-01-02T03:04:05Z</at>
                    <fee><waived>why</waived></fee>
                </BookPilotResult>
                <ResponseMetadata><RequestId>made-up</RequestId></ResponseMetadata>
            </BookPilotResponse>
            """
        bodyMediaType: "application/xml"
        params: {
            pilot: "A & B"
            legs: [
                {
                    from: "x"
                }
            ]
            flags: ["L", "Q"]
            notes: {
                k: ["v"]
            }
            at: 1767323045
            fee: { waived: "why" }
        }
    }
])

apply BookPilot @httpMalformedRequestTests([
    {
        id: "PilotsMalformed"
        protocol: awsQuery
        request: {
            method: "POST"
            uri: "/"
            headers: { "Content-Type": "application/x-www-form-urlencoded" }
            body: "Action=BookPilot&$body:L"
        }
        response: {
            code: 400
            body: {
                mediaType: "text/xml"
                assertion: { messageRegex: "$message:L" }
            }
        }
        testParameters: {
            body: [
                "ship=a&ship=b"
                "ship=a&draught=deep"
                "ship=a&draught=21"
                "ship=a&urgent=yes"
                "ship=a&lights=red"
                "ship=a&lights.1=red"
                "ship=a&lights.member.0=red"
                "ship=a&lights.member.01=red"
                "ship=a&codes.1.Name=c"
                "ship=a&fee.fixed=1&fee.waived=x"
                "ship=a&seal=*"
                "ship=a&at=tomorrow"
                "ship=%zz"
                "Version=1&ship=a"
                "Action=CountPilots&ship=a"
                "draught=1"
            ]
            message: [
                "twice"
                "number"
                "less than or equal to 20"
                "boolean"
                "expected a list"
                "only `member`"
                "numbered"
                "numbered"
                "missing"
                "exactly one member"
                "base64"
                "timestamp"
                "percent-encoding"
                "version"
                "twice"
                "/ship"
            ]
        }
    }
])

apply BookTug @httpRequestTests([
    {
        id: "TugsAllKinds"
        protocol: ec2Query
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-www-form-urlencoded" }
        body: "Action=BookTug&Version=2026-02-02&Ship=s&Metres=7.5&Lights.1=red&Lights.2=&Flag.1=L&Legs.1.From=x&Legs.1.Legs.1.From=y&At=2026-01-02T03%3A04%3A05Z&Until=1700000000&Seal=c2VhbA%3D%3D&Urgent=false&Fee.Fixed=3"
        bodyMediaType: "application/x-www-form-urlencoded"
        params: {
            ship: "s"
            draught: 7.5
            lights: ["red", ""]
            flags: ["L"]
            legs: [
                {
                    from: "x"
                    legs: [
                        {
                            from: "y"
                        }
                    ]
                }
            ]
            at: 1767323045
            until: 1700000000
            seal: "seal"
            urgent: false
            fee: { fixed: 3 }
        }
    }
    {
        id: "TugsEmpty"
        protocol: ec2Query
        method: "POST"
        uri: "/"
        body: "Action=BookTug&Version=2026-02-02&Ship="
        bodyMediaType: "application/x-www-form-urlencoded"
        params: {
            ship: ""
            lights: []
        }
    }
])

apply BookTug @httpResponseTests([
    {
        id: "TugsResponse"
        protocol: ec2Query
        code: 200
        headers: { "Content-Type": "text/xml;charset=UTF-8" }
        body: """
            <BookTugResponse xmlns="https://tugs.example.com/">
                <Pilot>A &amp; B</Pilot>
                <legs><member><from>x</from></member></legs>
                <flags>L</flags>
                <fee><fixed>3</fixed></fee>
                <requestId>made-up</requestId>
            </BookTugResponse>
            """
        bodyMediaType: "application/xml"
        params: {
            pilot: "A & B"
            legs: [
                {
                    from: "x"
                }
            ]
            flags: ["L"]
            fee: { fixed: 3 }
        }
    }
])

apply BookTug @httpMalformedRequestTests([
    {
        id: "TugsMalformed"
        protocol: ec2Query
        request: {
            method: "POST"
            uri: "/"
            headers: { "Content-Type": "application/x-www-form-urlencoded" }
            body: "Action=BookTug&$body:L"
        }
        response: {
            code: 400
            body: {
                mediaType: "text/xml"
                assertion: { messageRegex: "$message:L" }
            }
        }
        testParameters: {
            body: ["Ship=a&Ship=b", "Ship=a&Metres=deep", "Ship=a&Lights.member.1=red", "ship=a"]
            message: ["twice", "number", "numbered", "/ship"]
        }
    }
])

apply NobodyIsFree @httpResponseTests([
    {
        id: "PilotsError"
        protocol: awsQuery
        code: 420
        headers: { "Content-Type": "text/xml" }
        body: """
            <ErrorResponse>
                <Error>
                    <Type>Sender</Type>
                    <Code>Pilots.NobodyIsFree</Code>
                    <After>60</After>
                </Error>
                <RequestId>made-up</RequestId>
            </ErrorResponse>
            """
        bodyMediaType: "application/xml"
        params: { retryAfter: 60 }
    }
    {
        id: "TugsError"
        protocol: ec2Query
        code: 409
        headers: { "Content-Type": "text/xml;charset=UTF-8" }
        body: """
            <Response>
                <Errors>
                    <Error>
                        <Code>NobodyIsFree</Code>
                        <After>60</After>
                    </Error>
                </Errors>
                <RequestID>made-up</RequestID>
            </Response>
            """
        bodyMediaType: "application/xml"
        params: { retryAfter: 60 }
    }
])
