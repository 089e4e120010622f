$version: "2.0"
namespace example

@trait(selector: "service")
@traitValidators(
    "plain.NoDocuments": { selector: "~> member :test(> document)", message: "it has no documents" }
    "plain.NoMaps": { selector: "~> map", severity: "WARNING" }
)
structure plain {}

@plain
service Server { operations: [Get] }

operation Get {
    input := { a: Document, b: String, c: Tags }
}

map Tags { key: String, value: String }
