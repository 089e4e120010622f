$version: "2.0"
namespace example

use aws.protocols#restJson
use aws.protocols#nothingLikeIt
use smithy.test#httpRequestTests

@http(method: "POST", uri: "/")
@httpRequestTests([{ id: "one", protocol: restXml, method: "POST", uri: "/" }])
operation Run {}

resource Thing {
    identifiers: { id: Missing, number: Integer }
}

structure ThingData for Thing {
    $id
    $number
}
