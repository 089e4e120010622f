$version: "2.0"
namespace example.other
string Text
structure thing {}
