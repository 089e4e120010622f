$version: "2.0"
namespace example

@httpBasicAuth
@httpBearerAuth
@own
@auth([httpBearerAuth, own])
service Right { operations: [Open, Custom] }

@auth([])
operation Open {}

@auth([own, "smithy.api#httpBasicAuth"])
operation Custom {}

@trait(selector: "service")
@authDefinition
structure own {}

@httpBasicAuth
@httpBearerAuth
service Ambiguous { operations: [Open] }

@httpBasicAuth
@auth([httpDigestAuth])
service Wrong { operations: [Digest] }

@auth([httpBasicAuth, httpBearerAuth])
operation Digest {}
