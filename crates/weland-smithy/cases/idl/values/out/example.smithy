$version: "2.0"

namespace example

@annotation
@any
@items
@sensitive
string Annotations

structure Defaults {
    plain: String
    none: String = null

    @required
    zero: Integer = 0

    list: List = []
}

@documentation("trailing \nblank")
string Documented

///
string Empty

@any({})
@items(["a"])
@text("a \"b\" \\ \u0001")
string Explicit

/// First line
///
///     indented
/// last
@any(
    block: """
        {
            "a": \"\"\"\"
        }
        """
    end: """
        one
        two \""""
    short: "a\n"
    blank: "a \nb"
    return: "a\r\nb"
)
@text("""
      a
        b
    """)
string Lines

list List {
    member: String
}

@externalDocumentation(
    "Specification of it": "https://example.com/specification/of/it"
    "Explanation of it": "https://example.com/explanation/of/it"
)
@pattern("^(one of many alternatives|two of many alternatives|three of many alternatives|four of many alternatives|five of them)$")
@tags(["one of many tags that take a line", "two of many tags that take a line", "three of many tags that take a line"])
string Long

@any(
    a: []
    "": {}
    "x-y": [1, -2.50e+3, true, null]
    true: {
        deep: [
            {
                a: 1
            }
            [{}]
        ]
    }
)
string Object

@trait
structure annotation {}

@trait
document any

@trait
list items {
    member: String
}

@trait
string text
