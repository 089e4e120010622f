// Authentication with AWS.
$version: "2.0"

namespace aws.auth

@trait(selector: "service", breakingChanges: [{ change: "remove" }])
@authDefinition(traits: [unsignedPayload])
structure sigv4 {
    @required
    @length(min: 1)
    name: String
}

@trait(selector: "service[trait|aws.auth#sigv4]", breakingChanges: [{ change: "remove" }])
@authDefinition(traits: [unsignedPayload])
structure sigv4a {
    @required
    @length(min: 1)
    name: String
}

@trait(selector: "operation")
structure unsignedPayload {}

@internal
@trait(selector: "service")
@authDefinition
structure cognitoUserPools {
    @required
    providerArns: StringList
}

@internal
@trait(selector: "service[trait|aws.auth#cognitoUserPools] ~> operation")
@length(min: 1)
list cognitoUserPoolsScopes { member: String }

@private
list StringList { member: String }
