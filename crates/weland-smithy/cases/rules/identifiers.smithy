$version: "2"
namespace example

service City {
    resources: [Street]
    operations: [Close, Say, Optional]
}

resource Street {
    identifiers: { streetId: String }
    properties: { StreetId: String, length: Integer }
    read: GetStreet
    resources: [House]
}

resource House {
    identifiers: { streetId: String, houseId: String }
}

@readonly
operation GetStreet {
    input := {
        @required
        streetId: String

        @required
        @resourceIdentifier("streetId")
        id: String
    }

    output := for Street {
        $length
        nested: Part
    }
}

structure Part {
    streetId: String
    houseId: String
}

operation Close {
    input := {
        @required
        streetId: String
    }
}

operation Say {
    input := @references([{ resource: Street }, { resource: "example#House" }]) {
        streetId: String
        houseId: String
    }
}

operation Optional {
    output := {
        streetId: Other

        houseId: HouseId
    }
}

string Other

@references([{ resource: House }])
string HouseId

structure Elsewhere {
    houseId: String
}
