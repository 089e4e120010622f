// Bodies of XML: a service of its own, whose documents have names, namespaces, attributes and flattened members.
$version: "2"

namespace example.archive

use aws.customizations#s3UnwrappedXmlOutput
use aws.protocols#restXml
use smithy.framework#ValidationException
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// The archive of a harbour.
@restXml
@xmlNamespace(uri: "urn:example:archive")
service Archive {
    version: "2026-01-01"
    operations: [
        StoreRecord
        StoreLabel
        StoreMark
        FindRoom
        // xml-streams.smithy
        FollowRecords
    ]
    errors: [
        ValidationException
    ]
}

@http(method: "PUT", uri: "/records/{number}")
@idempotent
@httpRequestTests([
    {
        id: "XmlBodyOfSimpleTypes"
        protocol: restXml
        method: "PUT"
        uri: "/records/7"
        headers: { "Content-Type": "application/xml" }
        requireHeaders: ["Content-Length"]
        body: """
            <Record xmlns="urn:example:archive" lang="de" archive:class="a &lt;&quot;b&quot;&gt;">
                <Title>Weizen &amp; &lt;Roggen&gt; ⚓</Title>
                <sealed>false</sealed>
                <shelf>-128</shelf>
                <row>32767</row>
                <pages>-2147483648</pages>
                <serial>9007199254740993</serial>
                <weight>0.5</weight>
                <volume>-1.5e300</volume>
                <scan>w7w/Pn5+Pg==</scan>
                <kind>live fish</kind>
                <grade>3</grade>
                <written>2021-03-04T05:06:07.125Z</written>
                <read>1614834367</read>
                <posted>Thu, 04 Mar 2021 05:06:07 GMT</posted>
            </Record>"""
        bodyMediaType: "application/xml"
        params: {
            number: 7
            language: "de"
            class: "a <\"b\">"
            title: "Weizen & <Roggen> ⚓"
            sealed: false
            shelf: -128
            row: 32767
            pages: -2147483648
            serial: 9007199254740993
            weight: 0.5
            volume: -1.5e300
            scan: "ü?>~~>"
            kind: "live fish"
            grade: 3
            written: 1614834367.125
            read: 1614834367
            posted: 1614834367
        }
        appliesTo: "server"
    }
    {
        id: "XmlBodyOfSpecialNumbers"
        protocol: restXml
        method: "PUT"
        uri: "/records/7"
        headers: { "Content-Type": "application/xml" }
        body: "<Record xmlns=\"urn:example:archive\"><weight>NaN</weight><volume>-Infinity</volume></Record>"
        bodyMediaType: "application/xml"
        params: { number: 7, weight: "NaN", volume: "-Infinity" }
    }
    {
        id: "XmlBodyWithNamesOfItsOwn"
        documentation: "Names, attributes, namespaces, with and without elements around lists and maps."
        protocol: restXml
        method: "PUT"
        uri: "/records/7"
        headers: { "Content-Type": "application/xml" }
        body: """
            <Record xmlns="urn:example:archive" lang="de">
                <Title> a
            b </Title>
                <authors><Author>Ada</Author><Author></Author></authors>
                <Keyword>x</Keyword>
                <Keyword>y</Keyword>
                <marks xmlns:m="urn:example:marks"><entry><Name>b</Name><Value>2</Value></entry></marks>
                <Link><key>a</key><value>1</value></Link>
                <parts><member><Title>part</Title><Keyword>z</Keyword><parts></parts></member></parts>
                <place><Shelf xmlns="urn:example:shelf">9</Shelf></place>
            </Record>"""
        bodyMediaType: "application/xml"
        params: {
            number: 7
            language: "de"
            title: " a\nb "
            authors: ["Ada", ""]
            keywords: ["x", "y"]
            marks: { b: "2" }
            links: { a: "1" }
            parts: [
                {
                    title: "part"
                    keywords: ["z"]
                    parts: []
                }
            ]
            place: { shelf: 9 }
        }
    }
    {
        id: "XmlBodyOfNothing"
        protocol: restXml
        method: "PUT"
        uri: "/records/7"
        headers: { "Content-Type": "application/xml" }
        body: "<Record xmlns=\"urn:example:archive\"/>"
        bodyMediaType: "application/xml"
        params: { number: 7 }
    }
    {
        id: "XmlBodyAsOthersWriteIt"
        documentation: "A declaration, comments, sections, prefixes, another order, unknown elements, elements between those of a list."
        protocol: restXml
        method: "PUT"
        uri: "/records/7"
        headers: { "Content-Type": "application/xml; charset=utf-8" }
        body: """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a record -->
            <a:Record xmlns:a="urn:example:archive" xmlns="urn:other" lang='de' later="yes">
                <Keyword>x</Keyword>
                <pages> 3
                </pages>
                <a:later><pages>4</pages><parts/></a:later>
                <a:Keyword><![CDATA[<y>]]></a:Keyword><!-- ? --><?go?>
                <Title>a&#x26;&#38;<!-- b -->c</Title>
                <Keyword/>
            </a:Record>"""
        bodyMediaType: "application/xml"
        params: {
            number: 7
            language: "de"
            pages: 3
            title: "a&&c"
            keywords: ["x", "<y>", ""]
        }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "XmlResponse"
        protocol: restXml
        code: 200
        headers: { "Content-Type": "application/xml" }
        body: "<Stored xmlns=\"urn:example:archive\"><at>2021-03-04T05:06:07Z</at><Copy>1</Copy><Copy>2</Copy></Stored>"
        bodyMediaType: "application/xml"
        params: { at: 1614834367, copies: [1, 2] }
    }
    {
        id: "XmlResponseAsOthersWriteIt"
        protocol: restXml
        code: 200
        headers: { "Content-Type": "text/xml" }
        body: "<?xml version='1.0'?><b:Whatever xmlns:b='urn:b'>text<Copy>1</Copy><at>2021-03-04T06:06:07+01:00</at><b:Copy>2</b:Copy><x y='z'/></b:Whatever>"
        bodyMediaType: "application/xml"
        params: { at: 1614834367, copies: [1, 2] }
        appliesTo: "client"
    }
    {
        id: "XmlResponseWithoutBody"
        protocol: restXml
        code: 200
        body: ""
        params: {}
        appliesTo: "client"
    }
])
@httpMalformedRequestTests([
    {
        id: "XmlThatIsMalformed"
        protocol: restXml
        request: {
            method: "PUT"
            uri: "/records/7"
            headers: { "content-type": "application/xml" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "content-type": "application/xml" }
        }
        testParameters: {
            body: [
                "{}"
                "<Record>"
                "<Record></record>"
                "<Record/><Record/>"
                "<Record a='1' a='2'/>"
                "<Record>&a;</Record>"
                "<!DOCTYPE Record [<!ENTITY a 'b'>]><Record><Title>&a;</Title></Record>"
                "<?xml version='1.0' encoding='UTF-16'?><Record/>"
                "<Other/>"
                "<Record>text</Record>"
                "<Record><pages>x</pages></Record>"
                "<Record><pages>2147483648</pages></Record>"
                "<Record><pages>1</pages><pages>2</pages></Record>"
                "<Record><Title><b>a</b></Title></Record>"
                "<Record><authors><member>a</member></authors></Record>"
                "<Record><place/></Record>"
                "<Record><place><Shelf>1</Shelf><Room>a</Room></place></Record>"
                "<Record><marks><entry><Name>a</Name></entry></marks></Record>"
                "<Record><scan>?</scan></Record>"
                "<Record><written>1614834367</written></Record>"
            ]
        }
    }
    {
        id: "XmlOfAnotherType"
        protocol: restXml
        request: {
            method: "PUT"
            uri: "/records/7"
            headers: { "content-type": "application/json" }
            body: "<Record/>"
        }
        response: { code: 415 }
    }
])
operation StoreRecord {
    input: StoreRecordInput
    output: StoreRecordOutput
    errors: [
        RecordLocked
    ]
}

@xmlName("Record")
structure StoreRecordInput with [Description] {
    @httpLabel
    @required
    number: Integer

    @xmlAttribute
    @xmlName("lang")
    language: String

    @xmlAttribute
    @xmlName("archive:class")
    class: String

    sealed: Boolean
    shelf: Byte
    row: Short
    pages: Integer
    serial: Long
    weight: Float
    volume: Double
    scan: Blob
    kind: Kind
    grade: Grade
    written: Timestamp

    @timestampFormat("epoch-seconds")
    read: Timestamp

    @timestampFormat("http-date")
    posted: Timestamp

    authors: Authors

    @xmlNamespace(uri: "urn:example:marks", prefix: "m")
    marks: Marks

    @xmlFlattened
    @xmlName("Link")
    links: Links

    place: Place
}

@mixin
structure Description {
    @xmlName("Title")
    title: String

    @xmlFlattened
    @xmlName("Keyword")
    keywords: Keywords

    parts: Parts
}

@xmlName("Stored")
structure StoreRecordOutput {
    at: Timestamp

    @xmlFlattened
    @xmlName("Copy")
    copies: Copies
}

structure Part with [Description] {}

union Place {
    @xmlName("Shelf")
    @xmlNamespace(uri: "urn:example:shelf")
    shelf: Integer

    @xmlName("Room")
    room: String
}

enum Kind {
    GRAIN = "grain"
    LIVE_FISH = "live fish"
}

intEnum Grade {
    LOW = 1
    HIGH = 3
}

list Authors {
    @xmlName("Author")
    member: String
}

list Keywords {
    member: String
}

list Copies {
    member: Integer
}

list Parts {
    member: Part
}

map Marks {
    @xmlName("Name")
    key: String

    @xmlName("Value")
    value: String
}

map Links {
    key: String
    value: String
}

/// Somebody else is writing to the record.
@error("client")
@httpError(409)
@httpResponseTests([
    {
        id: "XmlError"
        protocol: restXml
        code: 409
        headers: { "Content-Type": "application/xml", "X-Until": "Thu, 04 Mar 2021 05:06:07 GMT" }
        body: """
            <ErrorResponse xmlns="urn:example:archive">
                <Error>
                    <Type>Sender</Type>
                    <Code>RecordLocked</Code>
                    <message>not now</message>
                    <By><Author>Ada</Author></By>
                </Error>
                <RequestId>id-1</RequestId>
            </ErrorResponse>"""
        bodyMediaType: "application/xml"
        params: { message: "not now", by: ["Ada"], until: 1614834367 }
    }
    {
        id: "XmlErrorAsOthersWriteIt"
        documentation: "Without an element around it, and with a message in another case."
        protocol: restXml
        code: 409
        body: "<Error><Message>not now</Message><Code>RecordLocked</Code><HostId>x</HostId></Error>"
        bodyMediaType: "application/xml"
        params: { message: "not now" }
        appliesTo: "client"
    }
])
structure RecordLocked {
    message: String

    @xmlName("By")
    by: Authors

    @httpHeader("X-Until")
    until: Timestamp
}

/// A structure as the body.
@http(method: "PUT", uri: "/labels")
@idempotent
@httpRequestTests([
    {
        id: "XmlPayload"
        protocol: restXml
        method: "PUT"
        uri: "/labels"
        headers: { "Content-Type": "application/xml", "X-Colour": "red" }
        body: "<Label xmlns=\"urn:example:label\" size=\"4\"><text>a</text></Label>"
        bodyMediaType: "application/xml"
        params: {
            colour: "red"
            label: { size: 4, text: "a" }
        }
    }
    {
        id: "XmlPayloadThatIsNotSet"
        protocol: restXml
        method: "PUT"
        uri: "/labels"
        body: ""
        forbidHeaders: ["Content-Type"]
        params: {}
    }
])
@httpResponseTests([
    {
        id: "XmlPayloadInResponse"
        protocol: restXml
        code: 200
        headers: { "Content-Type": "application/xml" }
        body: "<Tag xmlns=\"urn:example:label\" size=\"4\"/>"
        bodyMediaType: "application/xml"
        params: {
            label: { size: 4 }
        }
    }
])
operation StoreLabel {
    input := {
        @httpHeader("X-Colour")
        colour: String

        @httpPayload
        label: Label
    }

    output := {
        @httpPayload
        @xmlName("Tag")
        label: Label
    }
}

@xmlNamespace(uri: "urn:example:label")
structure Label {
    text: String

    @xmlAttribute
    size: Integer
}

/// A union as the body.
@http(method: "PUT", uri: "/marks")
@idempotent
@httpRequestTests([
    {
        id: "XmlUnionPayload"
        protocol: restXml
        method: "PUT"
        uri: "/marks"
        headers: { "Content-Type": "application/xml" }
        body: "<Place xmlns=\"urn:example:archive\"><Room>b</Room></Place>"
        bodyMediaType: "application/xml"
        params: {
            place: { room: "b" }
        }
    }
])
operation StoreMark {
    input := {
        @httpPayload
        place: Place
    }
}

/// The root element of the response is the one member.
@http(method: "GET", uri: "/rooms/{name}")
@readonly
@s3UnwrappedXmlOutput
@httpResponseTests([
    {
        id: "XmlOutputThatIsUnwrapped"
        protocol: restXml
        code: 200
        headers: { "Content-Type": "application/xml" }
        body: "<room xmlns=\"urn:example:archive\">cellar</room>"
        bodyMediaType: "application/xml"
        params: { room: "cellar" }
    }
])
operation FindRoom {
    input := {
        @httpLabel
        @required
        name: String
    }

    output :=
        @xmlName("room")
        {
            room: String
        }
}
