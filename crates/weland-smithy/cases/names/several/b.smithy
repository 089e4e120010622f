$version: "2.0"
namespace example.b
string Shared
@private
string Secret
