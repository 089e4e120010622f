//! What is asked for.

/// The parameters, which all processes get.
#[derive(Debug, Clone)]
pub struct Options {
    pub requests: u64,
    pub connections: u64,
    /// How many of a hundred exchanges go wrong.
    pub faults: f64,
    pub seed: u64,
    /// Where the client finds the server.
    pub url: String,
}

impl Options {
    pub fn read(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self { requests: 1_000_000, connections: 200, faults: 5.0, seed: 1, url: String::new() };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err(format!("{} has no value", pair[0])) };
            let number = || value.parse().map_err(|_| format!("{name}: `{value}` is no number"));
            match name.as_str() {
                "--requests" => options.requests = number()?,
                "--connections" => options.connections = number()?.max(1),
                "--faults" => options.faults = value.parse().map_err(|_| format!("{name}: `{value}` is no number"))?,
                "--seed" => options.seed = number()?,
                "--url" => options.url.clone_from(value),
                _ => return Err(format!("there is no option {name}")),
            }
        }
        if !(0.0..=100.0).contains(&options.faults) {
            return Err("--faults is a percentage".to_owned());
        }
        Ok(options)
    }

    /// The arguments that say the same.
    pub fn arguments(&self) -> Vec<String> {
        let pairs = [
            ("--requests", self.requests.to_string()),
            ("--connections", self.connections.to_string()),
            ("--faults", self.faults.to_string()),
            ("--seed", self.seed.to_string()),
            ("--url", self.url.clone()),
        ];
        pairs.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect()
    }
}
