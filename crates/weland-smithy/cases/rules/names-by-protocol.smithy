$version: "2.0"
namespace example

use aws.protocols#awsJson1_0
use aws.protocols#restJson1
use aws.protocols#restXml

@awsJson1_0
service Json {
    operations: [InJson, InBoth]
}

@restJson1
service Rest {
    operations: [InRest]
}

@restXml
service Xml {
    operations: [InXml, InBoth]
}

@http(method: "POST", uri: "/json")
operation InJson {
    input := {
        @xmlName("a")
        @jsonName("a")
        a: String

        @xmlName("a")
        @jsonName("a")
        b: String
    }
}

@http(method: "POST", uri: "/both")
operation InBoth {
    input := {
        @xmlName("a")
        a: String

        @xmlName("a")
        b: String
    }
}

@http(method: "POST", uri: "/rest")
operation InRest {
    input := {
        @xmlName("a")
        @jsonName("a")
        a: String

        @xmlName("a")
        @jsonName("a")
        b: String
    }
}

@http(method: "POST", uri: "/xml")
operation InXml {
    input := {
        @xmlName("a")
        @jsonName("a")
        a: String

        @xmlName("a")
        @jsonName("a")
        b: String
    }
}
