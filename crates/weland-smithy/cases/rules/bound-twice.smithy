$version: "2.0"
namespace example

service Right { operations: [Alone], resources: [Street] }
service Wrong { operations: [Alone, Sweep], resources: [Street, City] }

resource Street { operations: [Sweep], collectionOperations: [Count] }
resource City { operations: [Count] }

operation Alone {}
operation Sweep {}
operation Count {}
