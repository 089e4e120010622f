$version: "3"
$operationInputSuffix: 1
$unknown: true
$unknown: false
namespace example
