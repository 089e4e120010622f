$version: "2"

namespace com.amazonaws.lambda

/// Adds tags to a function, or changes them. Versions and aliases have no tags.
@http(method: "POST", uri: "/2017-03-31/tags/{ARN}", code: 204)
operation TagResource {
    input: TagResourceRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `TagResource`.
@input
structure TagResourceRequest {
    /// The ARN of the function, without a version or an alias.
    @httpLabel
    @required
    ARN: FunctionArn

    /// The tags to add or to change.
    @required
    Tags: Tags
}

/// Returns the tags of a function, all at once. Versions and aliases have no tags.
@readonly
@http(method: "GET", uri: "/2017-03-31/tags/{ARN}", code: 200)
operation ListTags {
    input: ListTagsRequest
    output: ListTagsResponse
    errors: [
        InvalidParameterValueException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `ListTags`.
@input
structure ListTagsRequest {
    /// The ARN of the function, without a version or an alias.
    @httpLabel
    @required
    ARN: FunctionArn
}

/// The output of `ListTags`.
@output
structure ListTagsResponse {
    /// The tags of the function.
    Tags: Tags
}

/// Removes tags from a function.
@idempotent
@http(method: "DELETE", uri: "/2017-03-31/tags/{ARN}", code: 204)
operation UntagResource {
    input: UntagResourceRequest
    errors: [
        InvalidParameterValueException
        ResourceConflictException
        ResourceNotFoundException
        ServiceException
        TooManyRequestsException
    ]
}

/// The input of `UntagResource`.
@input
structure UntagResourceRequest {
    /// The ARN of the function, without a version or an alias.
    @httpLabel
    @required
    ARN: FunctionArn

    /// The keys of the tags to remove. On the wire, `tagKeys` is repeated for each of them.
    @httpQuery("tagKeys")
    @required
    TagKeys: TagKeyList
}

/// The key of a tag.
string TagKey

/// The value of a tag.
string TagValue

/// Keys of tags.
list TagKeyList {
    member: TagKey
}

/// Tags, as values by key.
map Tags {
    key: TagKey
    value: TagValue
}
