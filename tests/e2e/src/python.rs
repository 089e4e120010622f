//! Python programs: the ones that call our servers, and the servers that our clients call.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The program of `examples/fastapi`, from the folder of the other programs.
pub const SHOP: &str = "../../../examples/fastapi/app.py";

/// The folder of the Python files.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python")
}

/// The interpreter of the virtual environment, which is made if it is not there yet. `tmp` is Cargo's folder for temporary
/// files of tests; the environment lies beside it, in the target folder, and stays there.
///
/// # Panics
/// When there is no usable Python, or its packages cannot be installed.
pub fn interpreter(tmp: &str) -> PathBuf {
    let system = std::env::var("WELAND_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let target = Path::new(tmp).parent().expect("the folder for temporary files lies in the target folder");
    let made = Command::new(&system).arg(folder().join("environment.py")).arg(target.join("e2e-venv")).output();
    let made = made.unwrap_or_else(|error| {
        panic!(
            "`{system}` cannot be run ({error}): the end-to-end tests call boto3, the AWS CLI, moto and others; \
             install Python 3.11 or newer, or name one in WELAND_PYTHON"
        )
    });
    PathBuf::from(finished("making the virtual environment", &made).trim())
}

/// Runs one of the Python programs to its end and returns what it printed.
///
/// # Panics
/// When the program fails; the message has what it printed.
pub fn run(python: &Path, script: &str, arguments: &[&str]) -> String {
    let output = command(python, script).args(arguments).output();
    finished(script, &output.unwrap_or_else(|error| panic!("{} cannot be run: {error}", python.display())))
}

/// Runs a tool that is installed beside the interpreter to its end and returns what it printed.
///
/// # Panics
/// When the tool fails; the message has what it printed.
pub fn run_tool(python: &Path, tool: &str, arguments: &[&str]) -> String {
    let folder = python.parent().expect("the interpreter is in a folder");
    let mut command = Command::new(folder.join(tool));
    // Some tools keep what they have found out beside what they are called from.
    command.args(arguments).current_dir(folder).env("PYTHONIOENCODING", "utf-8");
    finished(tool, &command.output().unwrap_or_else(|error| panic!("{tool} cannot be run: {error}")))
}

/// A Python program, run so that compiled files land in the virtual environment and not in the source tree, and that what
/// the environment says of AWS and moto does not matter.
fn command(python: &Path, script: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(folder().join(script)).env("PYTHONPYCACHEPREFIX", python.with_file_name("pycache"));
    command.env("PYTHONIOENCODING", "utf-8");
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_foreign(name)) {
        command.env_remove(name);
    }
    command
}

/// Whether a variable of the environment would change what boto3 or moto do.
fn is_foreign(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("AWS_") || name.starts_with("MOTO_")
}

fn finished(what: &str, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what} failed ({}):\n{text}{errors}", output.status);
    text
}

/// A running server. It ends with the process that started it, however that ends: its standard input closes then.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// `http://` and where it listens.
    pub endpoint: String,
}

impl Server {
    /// Starts moto's server and waits until it listens. The arguments are those of `moto_service.py`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn moto(python: &Path, arguments: &[&str]) -> Self {
        Self::start(command(python, "moto_service.py").args(arguments))
    }

    /// Starts the shop of `examples/fastapi` and waits until it listens.
    ///
    /// # Panics
    /// When it does not start.
    pub fn shop(python: &Path) -> Self {
        Self::start(&mut command(python, SHOP))
    }

    /// Runs a program that prints its port, and ends when its input does.
    fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
        let stdout = child.stdout.take().expect("the output is piped");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("the output can be read");
        let port: u16 =
            line.trim().parse().unwrap_or_else(|_| panic!("{command:?} printed {line:?}, which is no port"));
        Self { child, endpoint: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // The server has nothing to save.
        let _ = self.child.wait();
    }
}
