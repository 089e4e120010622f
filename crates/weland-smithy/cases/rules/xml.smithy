$version: "2.0"
namespace example

structure Right {
    @xmlName("x")
    a: String
    @xmlAttribute
    @xmlName("x")
    b: String
    @httpHeader("x")
    @xmlName("x")
    c: String
    @xmlFlattened
    @xmlName("entry")
    d: Named
    @xmlFlattened
    item: Named
    @xmlFlattened
    plain: Plain
}

list Named {
    @xmlName("item")
    member: String
}

list Plain { member: String }

@xmlNamespace(uri: "https://example.com/streets", prefix: "s")
structure Fine {}

structure Elements {
    name: String
    @xmlName("name")
    other: String
}

structure Attributes {
    @xmlAttribute
    name: String
    @xmlAttribute
    @xmlName("name")
    other: String
}

structure Ignored {
    @xmlFlattened
    streets: Named
}

@xmlNamespace(uri: "https://example.com/all streets")
structure Spaces {}
