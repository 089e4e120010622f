$version: "2.0"
namespace a..b
use a#b
structure A { b: B }
structure C { d D }
