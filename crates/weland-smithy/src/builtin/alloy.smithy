$version: "2.0"

namespace alloy

/// The value of a union is that of its member, without a name around it: readers find the member by trying.
@trait(selector: "union", conflicts: [discriminated], breakingChanges: [{ change: "any" }])
structure untagged {}

/// The value of a union is the object of its member, with one more key of this name that holds the member's name.
@trait(selector: "union", conflicts: [untagged], breakingChanges: [{ change: "any" }])
string discriminated

/// Null is a value of the member that is not the same as absence.
@trait(selector: ":not([trait|trait])", breakingChanges: [{ change: "any" }])
structure nullable {}

/// Values that are not listed may come, and are kept.
@trait(selector: ":test(enum, intEnum, [trait|enum])")
structure openEnum {}

/// The member keeps the keys of the object that are the names of no other member; in a union, what is no member of it.
@trait(
    selector: ":is(structure > member :test(> map > member[id|member=value] > document), union:not([trait|alloy#untagged]) > member :test(> document))"
    structurallyExclusive: "member"
    conflicts: ["smithy.api#jsonName"]
)
structure jsonUnknown {}

/// The text is a UUID.
@trait(selector: ":test(string, member > string)")
structure uuidFormat {}

/// The text is a date, as in `2022-03-30`.
@trait(selector: ":test(string, member > string)")
structure dateFormat {}
