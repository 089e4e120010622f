$version: "2"

namespace com.amazonaws.lambda

/// An Amazon Resource Name of any service.
@pattern("^(arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$")
string Arn

/// Bytes that are not to be shown in logs: code or payload.
@sensitive
blob Blob

/// A moment, as the number of seconds since 1970-01-01T00:00:00Z.
@timestampFormat("epoch-seconds")
timestamp Date

/// A description of at most 256 characters.
@length(min: 0, max: 256)
string Description

/// The ARN of a function, or of one of its versions or aliases.
@pattern("^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}(-gov)?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?)$")
string FunctionArn

/// The name of a function, its ARN, or a partial ARN, each of which may end with a colon and a
/// version or an alias.
@length(min: 1, max: 140)
@pattern("^((arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?)$")
string FunctionName

/// The number of items that a page may have.
@range(min: 1, max: 10000)
integer MaxListItems

/// The ARN of a function, version or alias, with dots allowed in the function name.
@pattern("^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}(-gov)?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?)$")
string NameSpacedFunctionArn

/// The name of a function, its ARN, or a partial ARN, as `FunctionName`, but with dots allowed in
/// the name.
@length(min: 1, max: 170)
@pattern("^((arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?)$")
string NamespacedFunctionName

/// A version number, an alias, or `$LATEST` for the unpublished version.
@length(min: 1, max: 128)
@pattern("^((|[a-zA-Z0-9$_-]+))$")
string Qualifier

/// The name of an Amazon S3 bucket.
@length(min: 3, max: 63)
@pattern("^(^[0-9A-Za-z\\.\\-_]*(?<!\\.)$)$")
string S3Bucket

/// The key of an object in Amazon S3.
@length(min: 1, max: 1024)
string S3Key

/// The version of an object in Amazon S3.
@length(min: 1, max: 1024)
string S3ObjectVersion

/// A text that is not to be shown in logs.
@sensitive
string SensitiveString

/// A moment as ISO 8601 text, such as `2024-03-01T12:00:00.000+0000`.
string Timestamp

/// A version number, or `$LATEST` for the unpublished version.
@length(min: 1, max: 1024)
@pattern("^((\\$LATEST|[0-9]+))$")
string Version

/// An instruction set architecture.
enum Architecture {
    /// 64-bit x86.
    X86_64 = "x86_64"

    /// 64-bit ARM.
    ARM64 = "arm64"
}

/// The language runtime of a function, including runtimes that are no longer supported.
enum Runtime {
    /// Node.js 0.10.
    NODEJS = "nodejs"

    /// Node.js 4.3.
    NODEJS4_3 = "nodejs4.3"

    /// Node.js 6.10.
    NODEJS6_10 = "nodejs6.10"

    /// Node.js 8.10.
    NODEJS8_10 = "nodejs8.10"

    /// Node.js 10.
    NODEJS10_X = "nodejs10.x"

    /// Node.js 12.
    NODEJS12_X = "nodejs12.x"

    /// Node.js 14.
    NODEJS14_X = "nodejs14.x"

    /// Node.js 16.
    NODEJS16_X = "nodejs16.x"

    /// Java 8.
    JAVA8 = "java8"

    /// Java 8 on Amazon Linux 2.
    JAVA8_AL2 = "java8.al2"

    /// Java 11.
    JAVA11 = "java11"

    /// Python 2.7.
    PYTHON2_7 = "python2.7"

    /// Python 3.6.
    PYTHON3_6 = "python3.6"

    /// Python 3.7.
    PYTHON3_7 = "python3.7"

    /// Python 3.8.
    PYTHON3_8 = "python3.8"

    /// Python 3.9.
    PYTHON3_9 = "python3.9"

    /// .NET Core 1.0.
    DOTNETCORE1_0 = "dotnetcore1.0"

    /// .NET Core 2.0.
    DOTNETCORE2_0 = "dotnetcore2.0"

    /// .NET Core 2.1.
    DOTNETCORE2_1 = "dotnetcore2.1"

    /// .NET Core 3.1.
    DOTNETCORE3_1 = "dotnetcore3.1"

    /// .NET 6.
    DOTNET6 = "dotnet6"

    /// Node.js 4.3 at the edge locations of Lambda@Edge.
    NODEJS4_3_EDGE = "nodejs4.3-edge"

    /// Go 1.
    GO1_X = "go1.x"

    /// Ruby 2.5.
    RUBY2_5 = "ruby2.5"

    /// Ruby 2.7.
    RUBY2_7 = "ruby2.7"

    /// A custom runtime on Amazon Linux.
    PROVIDED = "provided"

    /// A custom runtime on Amazon Linux 2.
    PROVIDED_AL2 = "provided.al2"

    /// Node.js 18.
    NODEJS18_X = "nodejs18.x"

    /// Python 3.10.
    PYTHON3_10 = "python3.10"

    /// Java 17.
    JAVA17 = "java17"

    /// Ruby 3.2.
    RUBY3_2 = "ruby3.2"

    /// Python 3.11.
    PYTHON3_11 = "python3.11"

    /// Node.js 20.
    NODEJS20_X = "nodejs20.x"

    /// A custom runtime on Amazon Linux 2023.
    PROVIDED_AL2023 = "provided.al2023"

    /// Python 3.12.
    PYTHON3_12 = "python3.12"

    /// Java 21.
    JAVA21 = "java21"
}

/// The architecture of a function: exactly one.
@length(min: 1, max: 1)
list ArchitecturesList {
    member: Architecture
}
