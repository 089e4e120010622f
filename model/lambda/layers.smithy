$version: "2"

namespace com.amazonaws.lambda

@http(method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions", code: 201)
operation PublishLayerVersion {
    input: PublishLayerVersionRequest
    output: PublishLayerVersionResponse
    errors: [
        CodeStorageExceededException
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure PublishLayerVersionRequest {
    @httpLabel
    @required
    LayerName: LayerName

    CompatibleArchitectures: CompatibleArchitectures

    CompatibleRuntimes: CompatibleRuntimes

    @required
    Content: LayerVersionContentInput

    Description: Description

    LicenseInfo: LicenseInfo
}

@output
structure PublishLayerVersionResponse {
    CompatibleArchitectures: CompatibleArchitectures

    CompatibleRuntimes: CompatibleRuntimes

    Content: LayerVersionContentOutput

    CreatedDate: Timestamp

    Description: Description

    LayerArn: LayerArn

    LayerVersionArn: LayerVersionArn

    LicenseInfo: LicenseInfo

    Version: LayerVersionNumber
}

@readonly
@http(method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", code: 200)
operation GetLayerVersion {
    input: GetLayerVersionRequest
    output: GetLayerVersionResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetLayerVersionRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

structure GetLayerVersionResponse {
    CompatibleArchitectures: CompatibleArchitectures

    CompatibleRuntimes: CompatibleRuntimes

    Content: LayerVersionContentOutput

    CreatedDate: Timestamp

    Description: Description

    LayerArn: LayerArn

    LayerVersionArn: LayerVersionArn

    LicenseInfo: LicenseInfo

    Version: LayerVersionNumber
}

@readonly
@http(method: "GET", uri: "/2018-10-31/layers?find=LayerVersion", code: 200)
operation GetLayerVersionByArn {
    input: GetLayerVersionByArnRequest
    output: GetLayerVersionResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure GetLayerVersionByArnRequest {
    @httpQuery("Arn")
    @required
    Arn: LayerVersionArn
}

@readonly
@http(method: "GET", uri: "/2018-10-31/layers", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "Layers")
operation ListLayers {
    input: ListLayersRequest
    output: ListLayersResponse
    errors: [
        InvalidParameterValueException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure ListLayersRequest {
    @httpQuery("CompatibleArchitecture")
    CompatibleArchitecture: Architecture

    @httpQuery("CompatibleRuntime")
    CompatibleRuntime: Runtime

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxLayerListItems
}

@output
structure ListLayersResponse {
    Layers: LayersList

    NextMarker: String
}

@readonly
@http(method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions", code: 200)
@paginated(inputToken: "Marker", outputToken: "NextMarker", pageSize: "MaxItems", items: "LayerVersions")
operation ListLayerVersions {
    input: ListLayerVersionsRequest
    output: ListLayerVersionsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure ListLayerVersionsRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpQuery("CompatibleArchitecture")
    CompatibleArchitecture: Architecture

    @httpQuery("CompatibleRuntime")
    CompatibleRuntime: Runtime

    @httpQuery("Marker")
    Marker: String

    @httpQuery("MaxItems")
    MaxItems: MaxLayerListItems
}

@output
structure ListLayerVersionsResponse {
    LayerVersions: LayerVersionsList

    NextMarker: String
}

@idempotent
@http(method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", code: 204)
operation DeleteLayerVersion {
    input: DeleteLayerVersionRequest
    errors: [
        ServiceException
        TooManyRequestsException
    ]
}

@input
structure DeleteLayerVersionRequest {
    @httpLabel
    @required
    LayerName: LayerName

    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

structure Layer {
    Arn: LayerVersionArn

    CodeSize: Long

    SigningJobArn: Arn

    SigningProfileVersionArn: Arn
}

structure LayersListItem {
    LatestMatchingVersion: LayerVersionsListItem

    LayerArn: LayerArn

    LayerName: LayerName
}

structure LayerVersionContentInput {
    S3Bucket: S3Bucket

    S3Key: S3Key

    S3ObjectVersion: S3ObjectVersion

    ZipFile: Blob
}

structure LayerVersionContentOutput {
    CodeSha256: String

    CodeSize: Long

    Location: String

    SigningJobArn: String

    SigningProfileVersionArn: String
}

structure LayerVersionsListItem {
    CompatibleArchitectures: CompatibleArchitectures

    CompatibleRuntimes: CompatibleRuntimes

    CreatedDate: Timestamp

    Description: Description

    LayerVersionArn: LayerVersionArn

    LicenseInfo: LicenseInfo

    Version: LayerVersionNumber
}

@length(min: 1, max: 140)
@pattern("^(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)$")
string LayerArn

@length(min: 1, max: 140)
@pattern("^((arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+)$")
string LayerName

@length(min: 1, max: 140)
@pattern("^(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)$")
string LayerVersionArn

long LayerVersionNumber

@length(max: 512)
string LicenseInfo

@range(min: 1, max: 50)
integer MaxLayerListItems

@length(max: 2)
list CompatibleArchitectures {
    member: Architecture
}

@length(max: 15)
list CompatibleRuntimes {
    member: Runtime
}

list LayerList {
    member: LayerVersionArn
}

list LayersList {
    member: LayersListItem
}

list LayersReferenceList {
    member: Layer
}

list LayerVersionsList {
    member: LayerVersionsListItem
}
