$version: "2"
namespace example

operation Get {
    input := {
        a: String
    }

    output := {
        b: String
    }
}

structure Members {
    input: GetInput
    output: GetOutput
}

list Outputs {
    member: GetOutput
}
