$version: "2.0"

namespace a

use b#C
use b#C
use b#D

string A
