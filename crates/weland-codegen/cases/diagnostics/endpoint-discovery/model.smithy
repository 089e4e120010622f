$version: "2"

namespace example.discovery

use aws.api#clientDiscoveredEndpoint
use aws.api#clientEndpointDiscovery
use aws.endpoints#standardRegionalEndpoints
use aws.protocols#awsJson1_0

@awsJson1_0
@clientEndpointDiscovery(operation: DescribeEndpoints, error: InvalidEndpoint)
service Required {
    version: "1"
    operations: [DescribeEndpoints, A, B, C, D, E]
}

@awsJson1_0
@clientEndpointDiscovery(operation: DescribeEndpoints, error: InvalidEndpoint)
service Optional {
    version: "1"
    operations: [DescribeEndpoints, E]
}

@awsJson1_0
@standardRegionalEndpoints(regionSpecialCases: { "us-east-1": [{ endpoint: "https://example.com" }] })
service Special {
    version: "1"
    operations: [Free]
}

@awsJson1_0
@standardRegionalEndpoints
service Plain {
    version: "1"
    operations: [Free]
}

operation Free {}

operation DescribeEndpoints {
    input := {}
    output := {
        Endpoints: Endpoints
    }
}

list Endpoints {
    member: Endpoint
}

structure Endpoint {
    Address: String
    CachePeriodInMinutes: Long
}

@clientDiscoveredEndpoint(required: true)
operation A {
    errors: [InvalidEndpoint]
}

@clientDiscoveredEndpoint(required: true)
operation B {
    errors: [InvalidEndpoint]
}

@clientDiscoveredEndpoint(required: true)
operation C {
    errors: [InvalidEndpoint]
}

@clientDiscoveredEndpoint(required: true)
operation D {
    errors: [InvalidEndpoint]
}

@clientDiscoveredEndpoint(required: false)
operation E {
    errors: [InvalidEndpoint]
}

@error("client")
structure InvalidEndpoint {}
