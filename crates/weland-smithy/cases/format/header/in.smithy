

// Licence

$version : "2"
$"operationInputSuffix":"Request"
// the other
$operationOutputSuffix: "Response"
metadata a=1 // one
metadata "b" = [1,2]


metadata c = 3
metadata d = {
 x: 1 }
metadata "e f" = ""
// before the namespace

namespace example.names // behind it
use smithy.waiters#waitable
use aws.auth#sigv4 // signed
use aws.api#service
use aws.auth#sigv4


// Stays with the next one.
use smithy.test#smokeTests
use smithy.test#httpResponseTests
use smithy.test#httpRequestTests
use smithy.waiters#waitable
string A
// belongs to A

// belongs to B
string B


// alone

string C
// the end
