$version: "2.0"
namespace example

@requird
structure A {}

@some.other#thing
structure B {}

@A
structure C {}
