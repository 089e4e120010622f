$version: "2"

namespace com.amazonaws.lambda

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

@input
structure TagResourceRequest {
    @httpLabel
    @required
    ARN: FunctionArn

    @required
    Tags: Tags
}

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

@input
structure ListTagsRequest {
    @httpLabel
    @required
    ARN: FunctionArn
}

@output
structure ListTagsResponse {
    Tags: Tags
}

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

@input
structure UntagResourceRequest {
    @httpLabel
    @required
    ARN: FunctionArn

    @httpQuery("tagKeys")
    @required
    TagKeys: TagKeyList
}

string TagKey

string TagValue

list TagKeyList {
    member: TagKey
}

map Tags {
    key: TagKey
    value: TagValue
}
