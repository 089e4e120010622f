//! Suggestions for misspelt names.

pub(crate) use weland_model::{closest, suggestion as help};

/// All names, quoted.
pub(crate) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_get_a_suggestion_and_other_names_the_list() {
        let names = ["model", "service", "output"];
        assert_eq!(help("mdoel", &names), "did you mean `model`?");
        assert_eq!(help("Service", &names), "did you mean `service`?");
        assert_eq!(help("zebra", &names), "use one of `model`, `service`, `output`");
    }
}
