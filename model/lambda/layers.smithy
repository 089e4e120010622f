$version: "2"

namespace com.amazonaws.lambda

/// Publishes a version of a layer from a .zip archive. Each call with the same layer name makes
/// another version.
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

/// The input of `PublishLayerVersion`.
@input
structure PublishLayerVersionRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The architectures that the layer version fits, at most 2.
    CompatibleArchitectures: CompatibleArchitectures

    /// The runtimes that the layer version fits, at most 15.
    CompatibleRuntimes: CompatibleRuntimes

    /// The archive of the layer.
    @required
    Content: LayerVersionContentInput

    /// A description of the layer version.
    Description: Description

    /// The license of the layer: an SPDX id, a URL or the full text.
    LicenseInfo: LicenseInfo
}

/// The output of `PublishLayerVersion`.
@output
structure PublishLayerVersionResponse {
    /// The architectures that the layer version fits, at most 2.
    CompatibleArchitectures: CompatibleArchitectures

    /// The runtimes that the layer version fits, at most 15.
    CompatibleRuntimes: CompatibleRuntimes

    /// Where the archive can be fetched, and its size.
    Content: LayerVersionContentOutput

    /// When the layer version was published.
    CreatedDate: Timestamp

    /// The description of the layer version.
    Description: Description

    /// The ARN of the layer.
    LayerArn: LayerArn

    /// The ARN of the layer version.
    LayerVersionArn: LayerVersionArn

    /// The license of the layer.
    LicenseInfo: LicenseInfo

    /// The number of the layer version.
    Version: LayerVersionNumber
}

/// Returns a version of a layer, with a link to download its archive that lasts 10 minutes.
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

/// The input of `GetLayerVersion`.
@input
structure GetLayerVersionRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The number of the layer version.
    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

/// A version of a layer, as `GetLayerVersion` and `GetLayerVersionByArn` return it.
structure GetLayerVersionResponse {
    /// The architectures that the layer version fits, at most 2.
    CompatibleArchitectures: CompatibleArchitectures

    /// The runtimes that the layer version fits, at most 15.
    CompatibleRuntimes: CompatibleRuntimes

    /// Where the archive can be fetched, for 10 minutes, and its size.
    Content: LayerVersionContentOutput

    /// When the layer version was published.
    CreatedDate: Timestamp

    /// The description of the layer version.
    Description: Description

    /// The ARN of the layer.
    LayerArn: LayerArn

    /// The ARN of the layer version.
    LayerVersionArn: LayerVersionArn

    /// The license of the layer.
    LicenseInfo: LicenseInfo

    /// The number of the layer version.
    Version: LayerVersionNumber
}

/// Returns a version of a layer by its ARN, with a link to download its archive that lasts 10
/// minutes.
///
/// The path is that of `ListLayers`; the fixed query parameter `find=LayerVersion`
/// distinguishes the two.
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

/// The input of `GetLayerVersionByArn`.
@input
structure GetLayerVersionByArnRequest {
    /// The ARN of the layer version.
    @httpQuery("Arn")
    @required
    Arn: LayerVersionArn
}

/// Lists layers with the latest version of each, or the latest that fits the runtime and the
/// architecture asked for.
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

/// The input of `ListLayers`.
@input
structure ListLayersRequest {
    /// Only those that fit this architecture.
    @httpQuery("CompatibleArchitecture")
    CompatibleArchitecture: Architecture

    /// Only those that fit this runtime.
    @httpQuery("CompatibleRuntime")
    CompatibleRuntime: Runtime

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxLayerListItems
}

/// The output of `ListLayers`.
@output
structure ListLayersResponse {
    /// The layers.
    Layers: LayersList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Lists the versions of a layer, or those that fit the runtime and the architecture asked for.
/// Deleted versions are not listed.
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

/// The input of `ListLayerVersions`.
@input
structure ListLayerVersionsRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// Only those that fit this architecture.
    @httpQuery("CompatibleArchitecture")
    CompatibleArchitecture: Architecture

    /// Only those that fit this runtime.
    @httpQuery("CompatibleRuntime")
    CompatibleRuntime: Runtime

    /// The token that the previous page ended with; absent for the first page.
    @httpQuery("Marker")
    Marker: String

    /// How many items the page may have at most.
    @httpQuery("MaxItems")
    MaxItems: MaxLayerListItems
}

/// The output of `ListLayerVersions`.
@output
structure ListLayerVersionsResponse {
    /// The versions.
    LayerVersions: LayerVersionsList

    /// The token for the next page; absent on the last one.
    NextMarker: String
}

/// Deletes a version of a layer, which can then neither be viewed nor added to a function.
///
/// Functions that have it keep a copy, until none of them refers to it. No error is documented for
/// a version that does not exist.
@idempotent
@http(method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", code: 204)
operation DeleteLayerVersion {
    input: DeleteLayerVersionRequest
    errors: [
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `DeleteLayerVersion`.
@input
structure DeleteLayerVersionRequest {
    /// The layer, by name or ARN.
    @httpLabel
    @required
    LayerName: LayerName

    /// The number of the layer version.
    @httpLabel
    @required
    VersionNumber: LayerVersionNumber
}

/// A layer version that a function has.
structure Layer {
    /// The ARN of the layer version.
    Arn: LayerVersionArn

    /// The size of the layer archive, in bytes.
    CodeSize: Long

    /// The ARN of the signing job.
    SigningJobArn: Arn

    /// The ARN of the version of the signing profile.
    SigningProfileVersionArn: Arn
}

/// A layer and its latest version that matches the filters.
structure LayersListItem {
    /// The latest version that matches.
    LatestMatchingVersion: LayerVersionsListItem

    /// The ARN of the layer.
    LayerArn: LayerArn

    /// The name of the layer.
    LayerName: LayerName
}

/// The archive of a new layer version, given here or stored in Amazon S3.
structure LayerVersionContentInput {
    /// The S3 bucket that holds the archive.
    S3Bucket: S3Bucket

    /// The key of the archive in the bucket.
    S3Key: S3Key

    /// The version of the archive, if the bucket keeps versions.
    S3ObjectVersion: S3ObjectVersion

    /// The archive itself; JSON carries it in base64.
    ZipFile: Blob
}

/// The archive of a layer version: where to fetch it, its size and its signature.
structure LayerVersionContentOutput {
    /// The SHA-256 hash of the archive, in base64.
    CodeSha256: String

    /// The size of the archive, in bytes.
    CodeSize: Long

    /// A presigned link to download the archive.
    Location: String

    /// The ARN of the signing job.
    SigningJobArn: String

    /// The ARN of the version of the signing profile.
    SigningProfileVersionArn: String
}

/// A version of a layer.
structure LayerVersionsListItem {
    /// The architectures that the layer version fits, at most 2.
    CompatibleArchitectures: CompatibleArchitectures

    /// The runtimes that the layer version fits, at most 15.
    CompatibleRuntimes: CompatibleRuntimes

    /// When the layer version was published.
    CreatedDate: Timestamp

    /// The description of the layer version.
    Description: Description

    /// The ARN of the layer version.
    LayerVersionArn: LayerVersionArn

    /// The license of the layer.
    LicenseInfo: LicenseInfo

    /// The number of the layer version.
    Version: LayerVersionNumber
}

/// The ARN of a layer.
@length(min: 1, max: 140)
@pattern("^(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)$")
string LayerArn

/// The name or the ARN of a layer.
@length(min: 1, max: 140)
@pattern("^((arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+)$")
string LayerName

/// The ARN of a layer version.
@length(min: 1, max: 140)
@pattern("^(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)$")
string LayerVersionArn

/// The number of a layer version.
long LayerVersionNumber

/// The license of a layer: its SPDX id, its URL or its text.
@length(max: 512)
string LicenseInfo

/// The number of layers or layer versions that a page may have.
@range(min: 1, max: 50)
integer MaxLayerListItems

/// The architectures that a layer version fits.
@length(max: 2)
list CompatibleArchitectures {
    member: Architecture
}

/// The runtimes that a layer version fits.
@length(max: 15)
list CompatibleRuntimes {
    member: Runtime
}

/// ARNs of the layer versions that a function is to have.
list LayerList {
    member: LayerVersionArn
}

/// Layers.
list LayersList {
    member: LayersListItem
}

/// The layer versions that a function has.
list LayersReferenceList {
    member: Layer
}

/// Versions of a layer.
list LayerVersionsList {
    member: LayerVersionsListItem
}
