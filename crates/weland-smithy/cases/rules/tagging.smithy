$version: "2.0"
namespace example

use aws.api#arn
use aws.api#tagEnabled
use aws.api#taggable

@tagEnabled
service Right {
    version: "1"
    resources: [ByArn, ByItself]
    operations: [TagResource, UntagResource, ListTagsForResource]
}

// The second resource probably has tags, the third has no ARN.
@tagEnabled(apiConfig: { tagApi: SetTags, untagApi: UntagResource })
service Named {
    version: "1"
    resources: [ByArn, Forgotten, WithoutArn]
    operations: [SetTags, TagResource, UntagResource, ListTagsForResource]
}

@tagEnabled(apiConfig: { tagApi: WrongTags, listTagsApi: WrongTags })
service Wrong {
    version: "1"
    resources: [ByArn]
    operations: [WrongTags]
}

@tagEnabled(disableDefaultOperations: true)
service WithoutResources {
    version: "1"
    operations: [TagResource, UntagResource, ListTagsForResource]
}

service NotEnabled {
    version: "1"
    resources: [ByArn, ByItself, Changed]
}

@arn(template: "a/{id}")
@taggable
resource ByArn {
    identifiers: { id: String }
}

@taggable(property: "tags", apiConfig: { tagApi: TagOne, untagApi: UntagOne, listTagsApi: ListOne })
resource ByItself {
    identifiers: { id: String }
    properties: { tags: TagList }
    operations: [TagOne, UntagOne, ListOne]
}

@arn(template: "b/{id}")
resource Forgotten {
    identifiers: { id: String }
}

@taggable
resource WithoutArn {
    identifiers: { id: String }
}

// Its own operation for tags does not take the property.
@arn(template: "c/{id}")
@taggable(property: "labels", apiConfig: { tagApi: TagChanged, untagApi: UntagChanged, listTagsApi: ListChanged })
resource Changed {
    identifiers: { id: String }
    properties: { labels: TagList }
    put: Put
    update: Update
    operations: [TagChanged, UntagChanged, ListChanged]
}

operation TagResource {
    input := {
        resourceArn: String
        tagList: TagList
    }
}

operation SetTags {
    input := {
        ResourceARN: String
        Tags: TagMap
    }
}

operation UntagResource {
    input := {
        arn: String
        tagKeys: TagKeys
    }
}

@readonly
operation ListTagsForResource {
    input := {
        Arn: String
    }
    output := {
        tags: TagList
    }
}

operation WrongTags {
    input := {
        id: String
        tags: TagMap
    }
}

operation TagOne {
    input := {
        @required
        id: String

        tags: TagList
    }
}

operation UntagOne {
    input := {
        @required
        id: String

        @notProperty
        tagKeys: TagKeys
    }
}

@readonly
operation ListOne {
    input := {
        @required
        id: String
    }
    output := {
        tags: TagList
    }
}

operation TagChanged {
    input := {
        @required
        id: String

        @notProperty
        tags: TagMap
    }
}

operation UntagChanged {
    input := {
        @required
        id: String

        @notProperty
        tagKeys: TagKeys
    }
}

@readonly
operation ListChanged {
    input := {
        @required
        id: String
    }
    output := {
        @notProperty
        tags: TagList
    }
}

@idempotent
operation Put {
    input := {
        @required
        id: String

        @property(name: "labels")
        texts: TagList
    }
}

operation Update {
    input := {
        @required
        id: String

        labels: TagList
    }
}

list TagList {
    member: Tag
}

structure Tag {
    key: String
    value: String
}

map TagMap {
    key: String
    value: String
}

list TagKeys {
    member: String
}
