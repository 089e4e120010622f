$version: "2.0"
namespace example

// right
@trait(selector: "structure > member :test(> string)")
structure marked {}

structure Right {
    @marked
    @length(min: 1)
    a: String
    @httpHeader("x")
    b: Integer
}

@uniqueItems
list Names { member: String }

// wrong
@paginated(items: "x")
structure Wrong {
    @marked
    a: Integer
    @httpLabel
    b: String
    @sensitive
    c: Text
    @pattern("^a$")
    d: Blob
}

string Text

@uniqueItems
list Numbers { member: Double }

@sparse
string Simple

@streaming
structure Stream {}

// selectors that are none
@trait(selector: "structure > membre")
structure misspelt {}

@trait(selector: "[id = ")
structure unclosed {}

@trait(selector: "*")
@traitValidators("example.No": { selector: ":not(" })
structure checked {}

// a selector that can't be read excludes nothing
@misspelt
string Used

// what can't be judged is not reported twice
structure Unknown {
    @httpHeader("x")
    a: Nothing
}
