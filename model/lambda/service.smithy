$version: "2"

namespace com.amazonaws.lambda

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// AWS Lambda runs code without servers to manage: functions, their versions and aliases, layers,
/// event sources, permissions and invocations.
///
/// Requests are signed with Signature Version 4; bodies are JSON, except the payloads of
/// invocations, which travel as they are. Most operations take a function by its name, its ARN, or
/// a partial ARN such as `123456789012:function:my-function`.
@service(
    sdkId: "Lambda"
    arnNamespace: "lambda"
    endpointPrefix: "lambda"
    cloudFormationName: "Lambda"
)
@sigv4(name: "lambda")
@restJson1
@title("AWS Lambda")
service AWSGirApiService {
    version: "2015-03-31"
    operations: [
        // functions.smithy
        CreateFunction
        GetFunction
        GetFunctionConfiguration
        ListFunctions
        UpdateFunctionCode
        UpdateFunctionConfiguration
        DeleteFunction
        // versions-and-aliases.smithy
        PublishVersion
        ListVersionsByFunction
        CreateAlias
        GetAlias
        ListAliases
        UpdateAlias
        DeleteAlias
        // layers.smithy
        PublishLayerVersion
        GetLayerVersion
        GetLayerVersionByArn
        ListLayers
        ListLayerVersions
        DeleteLayerVersion
        // permissions.smithy
        AddPermission
        GetPolicy
        RemovePermission
        AddLayerVersionPermission
        GetLayerVersionPolicy
        RemoveLayerVersionPermission
        // event-source-mappings.smithy
        CreateEventSourceMapping
        GetEventSourceMapping
        ListEventSourceMappings
        UpdateEventSourceMapping
        DeleteEventSourceMapping
        // function-urls.smithy
        CreateFunctionUrlConfig
        GetFunctionUrlConfig
        ListFunctionUrlConfigs
        UpdateFunctionUrlConfig
        DeleteFunctionUrlConfig
        // concurrency.smithy
        PutFunctionConcurrency
        GetFunctionConcurrency
        DeleteFunctionConcurrency
        PutProvisionedConcurrencyConfig
        GetProvisionedConcurrencyConfig
        ListProvisionedConcurrencyConfigs
        DeleteProvisionedConcurrencyConfig
        // invocation.smithy
        Invoke
        InvokeWithResponseStream
        InvokeAsync
        // event-invoke-configs.smithy
        PutFunctionEventInvokeConfig
        UpdateFunctionEventInvokeConfig
        GetFunctionEventInvokeConfig
        ListFunctionEventInvokeConfigs
        DeleteFunctionEventInvokeConfig
        // code-signing.smithy
        CreateCodeSigningConfig
        GetCodeSigningConfig
        ListCodeSigningConfigs
        UpdateCodeSigningConfig
        DeleteCodeSigningConfig
        PutFunctionCodeSigningConfig
        GetFunctionCodeSigningConfig
        ListFunctionsByCodeSigningConfig
        DeleteFunctionCodeSigningConfig
        // runtime-management.smithy
        PutRuntimeManagementConfig
        GetRuntimeManagementConfig
        // tags.smithy
        TagResource
        ListTags
        UntagResource
        // account.smithy
        GetAccountSettings
    ]
}
