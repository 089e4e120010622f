$version: "2.0"
namespace example

operation Colon {
    input: {
        a: Strng
    }
    output : @sensitive {
        b: String
    }
}

operation Sign {
    input = {
        a: String
    }
    output {
        b: String
    }
}

operation Wrong {
    input String
}

operation Right {
    input := {}
    output: Data
}

structure Data {}
