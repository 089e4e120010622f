$version: "2"

metadata validators = [
    {
        name: "EmitEachSelector"
        id: "Marks"
        configuration: {
            selector: """
                [id|namespace = example] :not(member)
                $marks(-[trait]-> [trait|unstable])
                :test(${marks})"""
            messageTemplate: "@{id|name}: @{var|marks|id}; @{var|marks}; @{trait|tags}; @{trait|range}; @{trait|since}; @{trait|tags|(length)}; @{trait|tags|(values)}; @{trait}; @{trait|title}; @{nonsense}; @@{id}"
        }
    }
    {
        name: "EmitEachSelector"
        id: "Mark"
        severity: "NOTE"
        configuration: {
            selector: "string $user(*) -[trait]-> [trait|unstable]"
            messageTemplate: "@{id} is on @{var|user|id|name}"
        }
    }
]

namespace example

@trait
@unstable
structure mark {}

@trait
@unstable
structure another {}

@mark
@another
@tags(["b", "a\""])
@range(min: 1)
@since("2020")
integer Loaf

@mark
string Crumb

@another
string Crust

integer Plain
