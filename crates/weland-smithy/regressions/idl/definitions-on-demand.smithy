// smithy.rules
$version: "2.0"
namespace a
string A
