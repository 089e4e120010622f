$version: "2.0"
namespace example

use aws.api#clientDiscoveredEndpoint
use aws.api#clientEndpointDiscovery

@clientEndpointDiscovery(operation: Describe, error: InvalidEndpoint)
service Right {
    version: "1"
    operations: [Describe, Get]
}

operation Describe {
    input := {
        Operation: String
        Identifiers: Identifiers
    }
    output := {
        @required
        Endpoints: Endpoints
    }
}

map Identifiers {
    key: String
    value: String
}

list Endpoints {
    member: Endpoint
}

structure Endpoint {
    @required
    Address: String

    @required
    CachePeriodInMinutes: Long
}

@clientDiscoveredEndpoint(required: false)
operation Get {
    errors: [InvalidEndpoint]
}

@error("client")
structure InvalidEndpoint {}

// Names no error, does not have the operation, and nothing to discover.
@clientEndpointDiscovery(operation: DescribeWrong)
service Incomplete {
    version: "1"
}

@clientEndpointDiscovery(operation: DescribeWrong, error: InvalidEndpoint)
service Wrong {
    version: "1"
    operations: [DescribeWrong, DescribeOther, WithoutError]
}

@clientEndpointDiscovery(operation: DescribeOther, error: InvalidEndpoint)
service Other {
    version: "1"
    operations: [DescribeOther, Get]
}

@clientEndpointDiscovery(operation: DescribeMap, error: InvalidEndpoint)
service OfMap {
    version: "1"
    operations: [DescribeMap, Get]
}

operation DescribeWrong {
    input := {
        Operation: Blob
        Identifiers: Sizes
        Region: String
    }
    output := {
        Endpoints: WrongEndpoints
        More: String
    }
}

map Sizes {
    key: String
    value: Integer
}

list WrongEndpoints {
    member: WrongEndpoint
}

structure WrongEndpoint {
    Address: Blob
    CachePeriodInMinutes: Integer
    Port: Integer
}

operation DescribeOther {
    input := {}
    output := {
        Endpoints: Texts
    }
}

list Texts {
    member: String
}

operation DescribeMap {
    input := {
        Identifiers: String
    }
    output := {
        Endpoints: Identifiers
    }
}

@clientDiscoveredEndpoint(required: true)
operation WithoutError {}

@clientDiscoveredEndpoint(required: true)
operation WithoutService {}
