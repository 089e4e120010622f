//! Credentials that a program prints.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};
use weland_client::{BoxFuture, Credentials, CredentialsProvider};
use weland_core::OtherError;

use crate::{Provided, failed, parse_time};

/// How many bytes a program may print.
const MAX_OUTPUT: u64 = 64 * 1024;

/// Runs a program. Nothing that it prints is shown, since it may be secrets.
pub(crate) struct ProcessCredentials {
    pub(crate) words: Vec<String>,
    pub(crate) timeout: Duration,
}

impl ProcessCredentials {
    async fn fetch(&self) -> Result<Credentials, OtherError> {
        let (program, arguments) = self.words.split_first().ok_or_else(|| failed("the command has no words"))?;
        // Arguments may be secrets.
        let told = |why: String| failed(format!("the program `{program}` {why}; run it by hand to see what it says"));
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        // With all that it starts, which else would live on and keep its output open.
        #[cfg(unix)]
        command.process_group(0);
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(failed("programs are run within a Tokio runtime only"));
        }
        let mut family = Family(command.spawn().map_err(|error| told(format!("cannot be started ({error})")))?);
        let child = &mut family.0;
        let run = async {
            let mut output = Vec::new();
            if let Some(stdout) = child.stdout.take() {
                stdout.take(MAX_OUTPUT + 1).read_to_end(&mut output).await?;
            }
            if output.len() as u64 > MAX_OUTPUT {
                return Ok((None, output));
            }
            Ok::<_, std::io::Error>((Some(child.wait().await?), output))
        };
        let outcome = tokio::time::timeout(self.timeout, run).await;
        let (status, output) = match outcome {
            Err(_) => return Err(told(format!("did not end within {:?}, and was killed", self.timeout))),
            Ok(Err(error)) => return Err(told(format!("cannot be waited for ({error})"))),
            Ok(Ok((None, _))) => return Err(told(format!("printed more than {MAX_OUTPUT} bytes, and was killed"))),
            Ok(Ok((Some(status), output))) => (status, output),
        };
        match status.success() {
            true => parse(&output).map_err(|why| told(format!("printed no credentials ({why})"))),
            false => Err(told(format!("failed ({status})"))),
        }
    }
}

/// A program and what it has started. They are killed if the program has not ended when nobody waits for it any longer.
struct Family(Child);

#[cfg(unix)]
impl Drop for Family {
    fn drop(&mut self) {
        // As long as the program has not been waited for, its id is that of its group and of no other.
        let group = self.0.id().and_then(|id| rustix::process::Pid::from_raw(id.try_into().ok()?));
        if let Some(group) = group {
            // It may have ended just now.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

impl CredentialsProvider for ProcessCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch()) as Provided<'_>
    }
}

/// Reads what a program has printed. Errors show nothing of it.
fn parse(output: &[u8]) -> Result<Credentials, String> {
    let value: Value = serde_json::from_slice(output)
        .map_err(|error| format!("not JSON from line {}, column {} on", error.line(), error.column()))?;
    if value.get("Version").and_then(Value::as_u64) != Some(1) {
        return Err("`Version` is not 1".to_owned());
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let required = |key: &str| text(key).ok_or_else(|| format!("`{key}` is missing"));
    let mut credentials = Credentials::new(required("AccessKeyId")?, required("SecretAccessKey")?);
    if let Some(token) = text("SessionToken") {
        credentials = credentials.with_session_token(token);
    }
    if let Some(id) = text("AccountId") {
        credentials = credentials.with_account_id(id);
    }
    match value.get("Expiration").filter(|time| !time.is_null()).map(|time| time.as_str().and_then(parse_time)) {
        Some(Some(expires)) => Ok(credentials.with_expiry(expires)),
        Some(None) => Err("`Expiration` is not a time such as `2030-01-01T00:00:00Z`".to_owned()),
        None => Ok(credentials),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[tokio::test]
    async fn what_a_program_has_started_is_killed_with_it() {
        let folder = std::env::temp_dir().join(format!("weland-family-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mark = folder.join("mark");
        // The one that lives on would leave a mark.
        let script = format!("(sleep 2; touch {}) & sleep 60", mark.display());
        let words = ["sh", "-c", &script].map(str::to_owned).to_vec();
        let process = ProcessCredentials { words, timeout: Duration::from_millis(200) };
        let error = process.fetch().await.unwrap_err();
        assert!(error.message().contains("was killed"), "{error}");
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert!(!mark.exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_printed_is_read_and_not_shown() {
        let full = r#"{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hush", "SessionToken": "T", "AccountId": "123456789012",
                       "Expiration": "2030-01-01T00:00:00+01:00"}"#;
        let credentials = parse(full.as_bytes()).unwrap();
        assert_eq!((credentials.access_key_id(), credentials.session_token()), ("A", Some("T")));
        assert_eq!(credentials.expires(), parse_time("2029-12-31T23:00:00Z"));
        assert_eq!(credentials.account_id(), Some("123456789012"));
        assert_eq!(parse(br#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}"#).unwrap().expires(), None);
        let cases = [
            ("hush", "not JSON from line 1"),
            ("[]", "`Version`"),
            (r#"{"AccessKeyId":"A","SecretAccessKey":"hush"}"#, "`Version`"),
            (r#"{"Version":"1","AccessKeyId":"A","SecretAccessKey":"hush"}"#, "`Version`"),
            (r#"{"Version":1,"SecretAccessKey":"hush"}"#, "`AccessKeyId` is missing"),
            (r#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":7}"#, "`SecretAccessKey` is missing"),
            (r#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":"hush"}"#, "`Expiration`"),
            (r#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":7}"#, "`Expiration`"),
        ];
        for (output, expected) in cases {
            let error = parse(output.as_bytes()).unwrap_err();
            assert!(error.contains(expected) && !error.contains("hush"), "{error}");
        }
    }
}
