$version: "2.0"
namespace example
set H { member: String }
