$version: "2.0"

namespace a

use b#X
use c#X
use c#X
