//! Binary decision diagrams.
//!
//! Each way through a diagram asks conditions in their order. Which of them were asked before depends on the way, so all are
//! taken for granted: what one assigns or finds set is known to those after it.

use super::{Object, Part, Reader, Reading, Source};
use crate::ast::Graph;

impl<S: Source> Reader<S> {
    pub(super) fn graph(&mut self, object: &Object<S>) -> Reading<Graph> {
        let conditions = self.required(object, "conditions", "the diagram")?;
        let conditions = self.conditions(conditions)?;
        let results = self.required(object, "results", "the diagram")?;
        let mut outcomes = Vec::new();
        for result in self.list(results, "the results")? {
            let result = self.object(result, "a result")?;
            outcomes.push(self.outcome(&result)?);
        }
        let root = self.integer(object, "root")?;
        let nodes = self.nodes(object)?;
        let graph = Graph { conditions, outcomes, root, nodes };
        self.references(object, &graph)?;
        Some(graph)
    }

    fn integer(&mut self, object: &Object<S>, key: &str) -> Reading<i32> {
        let source = self.required(object, key, "the diagram")?;
        match source.part() {
            Part::Number(Some(number)) if i32::try_from(number).is_ok() => i32::try_from(number).ok(),
            _ => self.problem(source.place(), format!("`{key}` has to be an integer"), "write a number of 32 bits"),
        }
    }

    fn nodes(&mut self, object: &Object<S>) -> Reading<Vec<[i32; 3]>> {
        let count = self.integer(object, "nodeCount")?;
        let source = self.required(object, "nodes", "the diagram")?;
        let text = self.string(source, "`nodes`")?;
        let help = "make the diagram again with the tools of Smithy";
        let Some(bytes) = base64(&text) else { return self.problem(source.place(), "`nodes` is not Base64", help) };
        if i64::try_from(bytes.len()) != Ok(i64::from(count) * 12) {
            let message = format!("`nodes` has {} bytes, but {count} nodes have 12 bytes each", bytes.len());
            return self.problem(source.place(), message, help);
        }
        let numbers: Vec<i32> =
            bytes.chunks_exact(4).map(|it| i32::from_be_bytes(it.try_into().unwrap_or_default())).collect();
        Some(numbers.chunks_exact(3).map(|it| it.try_into().unwrap_or_default()).collect())
    }

    /// Checks that all references lead somewhere, and to later conditions only, so that no way is without an end.
    fn references(&mut self, object: &Object<S>, graph: &Graph) -> Reading<()> {
        let place = object.get("nodes").map_or(object.place, Source::place);
        let help = "make the diagram again with the tools of Smithy";
        let condition_of = |reference: i32| match reference {
            -1 | 1 => Ok(i32::MAX),
            Graph::RESULTS.. => match usize::try_from(reference - Graph::RESULTS) {
                Ok(index) if index <= graph.outcomes.len() => Ok(i32::MAX),
                _ => Err(reference),
            },
            // Node 0 stands for the end, and all references to it have been dealt with.
            _ => {
                let index = (reference.unsigned_abs() as usize).checked_sub(1).filter(|index| *index > 0);
                index.and_then(|index| graph.nodes.get(index)).map(|node| node[0]).ok_or(reference)
            }
        };
        let nodes =
            graph.nodes.iter().skip(1).flat_map(|&[condition, high, low]| [(condition, high), (condition, low)]);
        for (condition, reference) in [(-1, graph.root)].into_iter().chain(nodes) {
            let has_condition = condition == -1 && reference == graph.root
                || usize::try_from(condition).is_ok_and(|index| index < graph.conditions.len());
            if !has_condition {
                return self.problem(place, format!("the diagram has no condition {condition}"), help);
            }
            match condition_of(reference) {
                Err(reference) => return self.problem(place, format!("the diagram has no node {reference}"), help),
                Ok(next) if next <= condition => {
                    let message = format!("a node of condition {condition} leads to one of condition {next}");
                    return self.problem(place, message, help);
                }
                Ok(_) => {}
            }
        }
        Some(())
    }
}

/// Decodes Base64 with padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in digits.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        buffer = buffer << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(buffer.checked_shr(bits)?.to_le_bytes()[0]);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_has_padding() {
        assert_eq!(base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(base64("aGVsbG8h"), Some(b"hello!".to_vec()));
        assert_eq!(base64(""), Some(Vec::new()));
        for wrong in ["A", "ABCD=", "AB=C", "A===", "AB-_"] {
            assert_eq!(base64(wrong), None, "{wrong}");
        }
    }
}
