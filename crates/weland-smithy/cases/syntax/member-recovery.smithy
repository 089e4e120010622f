$version: "2.0"
namespace example

structure A {
    first String
    @tags([
        "a"
    )
    second: String
    third: Strin
    fourth: {
        x: 1
    }
    /// Documented
    fifth: Integr

    sixth: String
}

enum B {
    A = 
    B = 1
    C = "c" D
    E
}

structure C {
    first: Strng
    second
structure D { first: Strng }
