// Streams of events whose payloads are XML.
$version: "2"

namespace example.archive

use aws.protocols#restXml
use smithy.test#InitialHttpResponse
use smithy.test#eventStreamTests

@http(method: "POST", uri: "/records/follow")
@eventStreamTests([
    {
        id: "XmlEvents"
        documentation: "A structure as the payload, members that become one, and an error."
        protocol: restXml
        initialResponse: {
            code: 200
            headers: { "Content-Type": "application/vnd.amazon.eventstream" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                params: {
                    label: {
                        label: { size: 4, text: "a" }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "label" }
                    ":content-type": { string: "application/xml" }
                }
                body: "<Label xmlns=\"urn:example:label\" size=\"4\"><text>a</text></Label>"
                bodyMediaType: "application/xml"
            }
            {
                type: "response"
                params: {
                    stored: {
                        count: 2
                        keywords: ["x", "y"]
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "stored" }
                    ":content-type": { string: "application/xml" }
                }
                body: "<StoredEvent><count>2</count><Keyword>x</Keyword><Keyword>y</Keyword></StoredEvent>"
                bodyMediaType: "application/xml"
            }
            {
                type: "response"
                params: {
                    closed: { message: "late" }
                }
                headers: {
                    ":message-type": { string: "exception" }
                    ":exception-type": { string: "closed" }
                    ":content-type": { string: "application/xml" }
                }
                body: "<ArchiveClosed><message>late</message></ArchiveClosed>"
                bodyMediaType: "application/xml"
            }
        ]
    }
])
operation FollowRecords {
    output := {
        @httpPayload
        records: Records
    }
}

@streaming
union Records {
    label: LabelEvent
    stored: StoredEvent
    closed: ArchiveClosed
}

structure LabelEvent {
    @eventPayload
    label: Label
}

structure StoredEvent {
    count: Integer

    @xmlFlattened
    @xmlName("Keyword")
    keywords: Keywords
}

/// The archive has closed.
@error("server")
structure ArchiveClosed {
    message: String
}
