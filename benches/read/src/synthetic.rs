//! A large model as JSON AST, similar to those of large services. It is deterministic.
//!
//! Each unit is an operation with its input and output and the shapes that they refer to: a structure, a list, a map, an
//! enum, two strings, a number and an error. Documentation, constraints and bindings are as frequent as in real models; a
//! third of the text is documentation.

/// Words of documentation.
const WORDS: &[&str] = &[
    "the",
    "function",
    "version",
    "of",
    "a",
    "resource",
    "that",
    "is",
    "used",
    "when",
    "request",
    "contains",
    "name",
    "or",
    "identifier",
    "to",
    "<code>Configuration</code>",
    "returns",
    "for",
    "each",
    "account",
    "limit",
    "in",
    "seconds",
    "whether",
    "<a href=\\\"https://example.com/guide\\\">guide</a>",
    "service",
    "encrypted",
    "with",
    "key",
    "maximum",
];

/// A model of about this many bytes. Its shapes are sorted by id, as in the output of the reference implementation.
pub(crate) fn model(bytes: usize) -> String {
    let mut text = Text(0x2545_F491_4F6C_DD1D);
    let mut units = Vec::new();
    let mut length = 0;
    while length < bytes {
        let unit = unit(units.len(), &mut text);
        length += unit.len();
        units.push(unit);
    }
    let targets: Vec<String> =
        (0..units.len()).map(|n| format!("                {{ \"target\": \"com.example.large#Get{n}\" }}")).collect();
    let service = format!(
        r#"        "com.example.large#Large": {{
            "type": "service",
            "version": "2026-01-01",
            "operations": [
{}
            ],
            "traits": {{
                "aws.protocols#restJson1": {{}},
                "smithy.api#title": "A large service"
            }}
        }}"#,
        targets.join(",\n")
    );
    // Each shape starts with its id.
    let mut shapes: Vec<&str> = units.iter().flat_map(|unit| unit.split(END_OF_SHAPE)).collect();
    shapes.push(&service);
    shapes.sort_unstable();
    format!("{{\n    \"smithy\": \"2.0\",\n    \"shapes\": {{\n{}\n    }}\n}}\n", shapes.join(",\n"))
}

/// Generates sentences.
struct Text(u64);

impl Text {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn sentence(&mut self) -> String {
        let count = 6 + self.below(24);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        format!("<p>{}.</p>", words.join(" "))
    }
}

/// The separator between two shapes of a unit.
const END_OF_SHAPE: &str = ",\n---\n";

/// The unit with this number.
fn unit(n: usize, text: &mut Text) -> String {
    let mut doc = || text.sentence();
    let (d0, d1, d2, d3, d4, d5, d6, d7) = (doc(), doc(), doc(), doc(), doc(), doc(), doc(), doc());
    format!(
        r#"        "com.example.large#Get{n}": {{
            "type": "operation",
            "input": {{
                "target": "com.example.large#Get{n}Request"
            }},
            "output": {{
                "target": "com.example.large#Get{n}Response"
            }},
            "errors": [
                {{
                    "target": "com.example.large#Missing{n}Exception"
                }}
            ],
            "traits": {{
                "smithy.api#documentation": "{d0}",
                "smithy.api#http": {{
                    "method": "GET",
                    "uri": "/2026-01-01/things{n}/{{Name}}",
                    "code": 200
                }},
                "smithy.api#readonly": {{}}
            }}
        }},
---
        "com.example.large#Get{n}Request": {{
            "type": "structure",
            "members": {{
                "Name": {{
                    "target": "com.example.large#Name{n}",
                    "traits": {{
                        "smithy.api#documentation": "{d1}",
                        "smithy.api#httpLabel": {{}},
                        "smithy.api#required": {{}}
                    }}
                }},
                "Marker": {{
                    "target": "smithy.api#String",
                    "traits": {{
                        "smithy.api#documentation": "{d2}",
                        "smithy.api#httpQuery": "Marker"
                    }}
                }},
                "MaxItems": {{
                    "target": "com.example.large#MaxItems{n}",
                    "traits": {{
                        "smithy.api#httpQuery": "MaxItems"
                    }}
                }}
            }},
            "traits": {{
                "smithy.api#input": {{}}
            }}
        }},
---
        "com.example.large#Get{n}Response": {{
            "type": "structure",
            "members": {{
                "Thing": {{
                    "target": "com.example.large#Thing{n}",
                    "traits": {{
                        "smithy.api#documentation": "{d3}"
                    }}
                }},
                "Things": {{
                    "target": "com.example.large#ThingList{n}"
                }}
            }},
            "traits": {{
                "smithy.api#output": {{}}
            }}
        }},
---
        "com.example.large#Thing{n}": {{
            "type": "structure",
            "members": {{
                "Arn": {{
                    "target": "com.example.large#Name{n}",
                    "traits": {{
                        "smithy.api#documentation": "{d4}",
                        "smithy.api#required": {{}}
                    }}
                }},
                "State": {{
                    "target": "com.example.large#State{n}",
                    "traits": {{
                        "smithy.api#documentation": "{d5}"
                    }}
                }},
                "Tags": {{
                    "target": "com.example.large#Tags{n}"
                }},
                "Size": {{
                    "target": "smithy.api#Integer",
                    "traits": {{
                        "smithy.api#default": 0,
                        "smithy.api#range": {{
                            "min": 0,
                            "max": 1024
                        }}
                    }}
                }}
            }},
            "traits": {{
                "smithy.api#documentation": "{d6}"
            }}
        }},
---
        "com.example.large#ThingList{n}": {{
            "type": "list",
            "member": {{
                "target": "com.example.large#Thing{n}"
            }}
        }},
---
        "com.example.large#Tags{n}": {{
            "type": "map",
            "key": {{
                "target": "smithy.api#String"
            }},
            "value": {{
                "target": "smithy.api#String"
            }}
        }},
---
        "com.example.large#State{n}": {{
            "type": "enum",
            "members": {{
                "ACTIVE": {{
                    "target": "smithy.api#Unit",
                    "traits": {{
                        "smithy.api#enumValue": "Active"
                    }}
                }},
                "FAILED": {{
                    "target": "smithy.api#Unit",
                    "traits": {{
                        "smithy.api#enumValue": "Failed"
                    }}
                }}
            }}
        }},
---
        "com.example.large#Name{n}": {{
            "type": "string",
            "traits": {{
                "smithy.api#length": {{
                    "min": 1,
                    "max": 140
                }},
                "smithy.api#pattern": "^[a-zA-Z0-9-_]+$"
            }}
        }},
---
        "com.example.large#MaxItems{n}": {{
            "type": "integer",
            "traits": {{
                "smithy.api#range": {{
                    "min": 1,
                    "max": 50
                }}
            }}
        }},
---
        "com.example.large#Missing{n}Exception": {{
            "type": "structure",
            "members": {{
                "Type": {{
                    "target": "smithy.api#String"
                }},
                "Message": {{
                    "target": "smithy.api#String"
                }}
            }},
            "traits": {{
                "smithy.api#documentation": "{d7}",
                "smithy.api#error": "client",
                "smithy.api#httpError": 404
            }}
        }}"#
    )
}
