//! `cargo xtask fuzz TARGET [SECONDS]`: collects the seed corpus and runs libFuzzer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::repo::{Repo, files};

/// A fuzz target in `fuzz/targets/`.
struct Target {
    name: &'static str,
    help: &'static str,
    /// The seeds that a file of the repository or of the official test data has.
    seeds: fn(&Path, &str) -> Vec<String>,
    /// Other seeds.
    texts: &'static [&'static str],
    /// The maximum length of an input, in bytes.
    longest: usize,
}

const TARGETS: &[Target] = &[
    Target { name: "ast", help: "round trips of the JSON AST", seeds: ast_files, texts: &[], longest: 8192 },
    Target { name: "binding", help: "labels, query and headers", seeds: none, texts: BINDINGS, longest: 1024 },
    Target { name: "cbor", help: "CBOR that a peer sends", seeds: none, texts: CBOR, longest: 4096 },
    Target { name: "chunked", help: "bodies in chunks", seeds: none, texts: CHUNKS, longest: 1024 },
    Target { name: "event", help: "event frames", seeds: none, texts: EVENTS, longest: 1024 },
    Target { name: "form", help: "forms that a client sends", seeds: none, texts: FORMS, longest: 4096 },
    Target { name: "format", help: "the formatter", seeds: idl_files, texts: &[], longest: 8192 },
    Target { name: "idl", help: "round trips of the IDL", seeds: idl_files, texts: &[], longest: 8192 },
    Target { name: "json", help: "JSON that a peer sends", seeds: json_texts, texts: &[], longest: 4096 },
    Target { name: "openapi", help: "documents in OpenAPI", seeds: openapi_files, texts: &[], longest: 4096 },
    Target { name: "pattern", help: "both engines give the same result", seeds: patterns, texts: &[], longest: 512 },
    Target { name: "profile", help: "the files that AWS tools share", seeds: none, texts: PROFILES, longest: 2048 },
    Target { name: "request", help: "requests to a server", seeds: requests, texts: &[], longest: 4096 },
    Target { name: "response", help: "responses to a client", seeds: none, texts: RESPONSES, longest: 4096 },
    Target { name: "rules", help: "endpoint rules in clients", seeds: none, texts: RULES, longest: 2048 },
    Target { name: "selector", help: "selectors on a small model", seeds: selectors, texts: &[], longest: 512 },
    Target { name: "uri", help: "paths and queries", seeds: requests, texts: &[], longest: 512 },
    Target { name: "xml", help: "XML that a peer sends", seeds: none, texts: XML, longest: 4096 },
];

const FORMS: &[&str] = &[
    "Action=Kinds&Version=1&string=a+b%26&boolean=true&byte=-1&float=NaN&bigInteger=12345678901234567890&blob=AAE%3D",
    "Action=Kinds&strings.member.2=b&strings.member.1=a&lists.member.1.member.1=a&lists.member.2=&map.entry.1.key=k&map.entry.1.value=v",
    "Action=Kinds&String=a&Strings.1=a&Lists.1.1=a&Map.1.key=k&Map.1.value=v&Nodes.1=&Nodes.4294967295.Next.Next=",
    "Version=1&Action=Kinds&strings=&map=&strings.member.3=c&strings.member.10=d&nodes.member.1.next.next.next=",
    "Action=Kinds&timestamp=2026-01-02T03%3A04%3A05Z&timestamp=1&double=-1e3&integer=+5&%zz=&strings.member.x=a&=&&",
];

const RULES: &[&str] = &[
    "param Region: string from AWS::Region\nif isSet(Region), p = aws.partition(Region) endpoint \"https://{Region}.{p#dnsSuffix}\"",
    "param U: string\nif u = parseURL(U) {\n if not(u#isIp) endpoint u#normalizedPath headers {\"a\": [\"{u#path}\"]}\n error \"{{ip}}\"\n}",
    "param A: string\nif a = aws.parseArn(A), r = a#resourceId[-1] error uriEncode(r)\nif s = substring(A, 0, 3, true) error s",
    "param N: stringArray = [\"a\", \"b\"]\nparam F: boolean required = false\nif x = ite(F, N#[0], coalesce(N#[1], \"c\")) error \"{x}\"",
    "param A: string\nif isValidHostLabel(A, true), aws.isVirtualHostableS3Bucket(A, false), s = split(A, \"-\", 2) endpoint s#[0] \
     properties {\"authSchemes\": [{\"name\": \"sigv4\", \"n\": -1}]}",
    "param A: string\ncondition isSet(A)\nresult error \"a\"\nresult endpoint \"{A}\"\ngraph 2\n-1 1 -1\n0 100000001 100000002\n",
];

const XML: &[&str] = &[
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Kinds xmlns=\"urn:a\"><string>a&lt;&#x9;<![CDATA[b]]><!-- c --></string></Kinds>",
    "<Kinds><strings><member>a</member></strings><map><entry><key>a</key><value/></entry></map><lists><member/></lists></Kinds>",
    "<Kinds><node><name>n</name><next><name>m</name></next><children><member><name/></member></children></node></Kinds>",
    "<Kinds><double>-1.5e3</double><long>7</long><blob>AAEC</blob><epoch>1985-04-12T23:20:50.5Z</epoch></Kinds>",
    "<Kinds><sparse><member x:nil=\"true\"/></sparse><choice><text>a</text></choice><level>1</level></Kinds>",
    "<ErrorResponse><Error><Code>A</Code><Message>b</Message></Error><RequestId>c</RequestId></ErrorResponse>",
];

const BINDINGS: &[&str] = &[
    "n/b/x/y/1985-04-12T23:20:50Z?lit=x&flag&Filter=a&Id=1&Id=-2&Since=1970-01-01T00:00:01Z&Verbose=true",
    "%C3%BC%2F/b/r/1985-04-12T23%3A20%3A50.5Z?lit=x&flag&Ratio=1.5e3\ntag: b\nmeta-a: 1\nmeta-b:",
    "n/b/r/1985-04-12T23:20:50Z?lit=x&flag\ntags: \"b,c\", \"\\\"d\\\\ef\\\"\", a\nsuit: hearts",
    "n/b/r/1985-04-12T23:20:50Z?flag=&lit=x\nmodified: Mon, 16 Dec 2019 23:48:18 GMT\nepoch: 7.5\ntoken: t",
    "n/b/r/1985-04-12T23:20:50Z?lit=x&flag\ndates: Mon, 16 Dec 2019 23:48:18 GMT, Thu, 01 Jan 1970 00:00:00 GMT",
    "n/b/r/1985-04-12T23:20:50Z?lit=x&flag\ndates: \"Mon, 16 Dec 2019 23:48:18 GMT\"\nmedia: dHJ1ZQo=",
];

/// In hexadecimal digits.
const CBOR: &[&str] = &[
    "#bf66737472696e676161646c6f6e673863ff",
    "#a366646f75626c65f93e0065666c6f6174fa3f80000068626f6f6c65616ef5",
    "#a26565706f6368c1fb3ff8000000000000646e6f6465bf646e616d65606863686984a0ff",
    "#a26a626967496e7465676572c3420100696269674465636c6d616cc482381d1864",
    "#bf67737472696e67739f7f6161616262ff60ff63626c6f5f4101ff6673706172736581f6ff",
    "#bf6663686f696365bf6474657874617866ff68646f63756d656e7483a16161f6f4820120ff",
];

/// The first byte says that checksums are to be set; the length of the headers is the seventh and eighth byte after it.
const CHUNKS: &[&str] = &[
    "\u{2}\u{5}5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
    "\u{2}\u{0}0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
    "\u{2}\u{5}2\r\nhe\r\n3\r\nllo\r\n0\r\nX-Amz-Checksum-CRC32: NhCmhg==\r\n\r\n",
    "\u{0}\u{1}1;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\na\r\n",
    "\u{1}\u{0}0;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\nx-amz-checksum-crc32:AAAAAA==\r\n\
     x-amz-trailer-signature:ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n\r\n",
];

const EVENTS: &[&str] = &[
    "\u{1}\0\0\0\0\0\0\0\0\0\0\0\0",
    "\u{1}\0\0\0\0\0\0\0\0\0\0\0\0{\"a\": 1}",
    "\u{1}\0\0\0\0\0\0\0\u{b}\0\0\0\0\u{1}a\u{7}\0\u{6}events{}",
    "\u{1}\0\0\0\0\0\0\0\u{e}\0\0\0\0\u{1}a\0\u{1}b\u{1}\u{1}c\u{2}x\u{1}d\0",
    "\u{1}\0\0\0\0\0\0\0\u{6}\0\0\0\0\u{1}a\u{3}\0\u{1}\u{1}",
    "\0\0\0\0\u{10}\0\0\0\0",
];

const PROFILES: &[&str] = &[
    "[default]\nregion = eu-central-1\n",
    "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r # why\nsource_profile=b\n[profile b]\noutput = json\n",
    "[services local]\nlambda =\n  endpoint_url = http://localhost:3001\n  x\n",
    "; comment\n[default]\naws_access_key_id = AKID\naws_secret_access_key = a=b\n",
    "[sso-session s]\nsso_region = us-east-1\n[x\n= y",
];

const RESPONSES: &[&str] = &[
    "5 201\ncontent-type: application/json\n\n{\"FunctionName\": \"f\", \"Timeout\": 3, \"Layers\": [{\"Arn\": \"a\"}]}",
    "23 200\n\n{\"Configuration\": {\"LastModified\": \"x\"}, \"Tags\": {\"a\": \"b\"}}",
    "23 404\nx-amzn-errortype: ResourceNotFoundException:http://x/\nx-amzn-requestid: r\n\n{\"Message\": \"no\"}",
    "23 429\nretry-after: 1\n\n{\"__type\": \"a#TooManyRequestsException\", \"Type\": \"User\"}",
    "36 200\nx-amz-function-error: Unhandled\nx-amz-log-result: YQ==\n\nbytes",
    "37 202\n\n",
    "38 200\ncontent-type: application/vnd.amazon.eventstream\n\n\0\0\0\u{10}\0\0\0\0",
    "40 200\n\n{\"Aliases\": [], \"NextMarker\": null}",
];

/// The folders that seeds are collected from, in addition to the official test data.
const SOURCES: &[&str] = &["crates", "model"];

/// The default of `SECONDS`.
const SECONDS: u32 = 900;

/// The maximum time for an input, in seconds. A quadratic step takes far less for a few kilobytes.
const SLOW: u32 = 5;

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    match start(repo, arguments) {
        Ok(()) => true,
        Err(message) => {
            eprintln!("error: {message}");
            false
        }
    }
}

fn start(repo: &Repo, arguments: &[String]) -> Result<(), String> {
    let (name, seconds) = match arguments {
        [name] => (name, SECONDS),
        [name, seconds] => (name, seconds.parse().map_err(|_| format!("`{seconds}` is not a number of seconds"))?),
        _ => return Err(usage()),
    };
    let target = TARGETS.iter().find(|target| target.name == name).ok_or_else(usage)?;
    let corpus = repo.root().join("fuzz/corpus").join(name);
    let count = gather(repo, target, &corpus)?;
    println!("{count} seeds in fuzz/corpus/{name}");
    let mut command = repo.command("cargo", &["fuzz", "run", "--sanitizer", "none", name, "--"]);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-timeout={SLOW}"));
    command.arg(format!("-max_len={}", target.longest)).args(["-rss_limit_mb=2048", "-print_final_stats=1"]);
    let dictionary = repo.root().join("fuzz").join(format!("{name}.dict"));
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    // Enables instrumentation, an unstable compiler option, on stable compilers.
    command.env("RUSTC_BOOTSTRAP", "1").current_dir(repo.root().join("fuzz"));
    let status = command.status().map_err(|error| format!("can't run cargo fuzz: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("cargo fuzz: {status}; if it is missing, install it with `cargo install cargo-fuzz`"))
}

fn usage() -> String {
    let targets: String = TARGETS.iter().map(|target| format!("\n  {:<10} {}", target.name, target.help)).collect();
    format!("say which target, and for how many seconds if not {SECONDS}:{targets}")
}

/// Adds the seeds to the corpus of earlier runs.
fn gather(repo: &Repo, target: &Target, corpus: &Path) -> Result<usize, String> {
    let message = |error| format!("can't write to {}: {error}", corpus.display());
    fs::create_dir_all(corpus).map_err(message)?;
    let own = SOURCES.iter().map(|source| repo.root().join(source));
    let sources: Vec<_> = own.chain([repo.suite()]).filter(|source| source.is_dir()).collect();
    let seeds = seeds(target, &sources)?;
    for (index, seed) in seeds.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{index:04}")), seed).map_err(message)?;
    }
    Ok(seeds.len())
}

/// The seeds of a target, those that are too long left out.
fn seeds(target: &Target, sources: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut seeds: Vec<String> = target.texts.iter().map(ToString::to_string).collect();
    for source in sources {
        for path in files(source, "")? {
            if let Ok(text) = fs::read_to_string(&path) {
                seeds.extend((target.seeds)(&path, &text));
            }
        }
    }
    seeds.retain(|seed| seed.len() <= target.longest);
    Ok(seeds)
}

fn none(_: &Path, _: &str) -> Vec<String> {
    Vec::new()
}

/// JSON in raw strings of tests.
fn json_texts(path: &Path, text: &str) -> Vec<String> {
    if !has_ending(path, "rs") {
        return Vec::new();
    }
    let found = text.split("r#\"").skip(1).filter_map(|rest| Some(rest.split_once("\"#")?.0));
    found.filter(|text| text.starts_with(['{', '['])).map(str::to_owned).collect()
}

/// A request to each operation of a model.
fn requests(path: &Path, text: &str) -> Vec<String> {
    let methods = strings_after(path, text, "@http(method: ").into_iter();
    let uris = strings_after(path, text, ", uri: ").into_iter();
    methods.zip(uris).map(|(method, uri)| format!("{method} {uri}\ncontent-type: application/json\n\n{{}}")).collect()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

fn idl_files(path: &Path, text: &str) -> Vec<String> {
    if has_ending(path, "smithy") { vec![text.to_owned()] } else { Vec::new() }
}

fn ast_files(path: &Path, text: &str) -> Vec<String> {
    if has_ending(path, "json") && text.contains("\"smithy\"") { vec![text.to_owned()] } else { Vec::new() }
}

fn openapi_files(path: &Path, text: &str) -> Vec<String> {
    let is_document = has_ending(path, "yaml") && (text.contains("openapi:") || text.contains("swagger:"));
    if is_document { vec![text.to_owned()] } else { Vec::new() }
}

/// The patterns of a model, each with a text.
fn patterns(path: &Path, text: &str) -> Vec<String> {
    let found = strings_after(path, text, "@pattern(");
    found.into_iter().map(|pattern| format!("{pattern}\nab-12.Z_:/ \u{e9}")).collect()
}

fn selectors(path: &Path, text: &str) -> Vec<String> {
    strings_after(path, text, "selector: ")
}

/// The string literals that follow a word, without their quotes.
fn strings_after(path: &Path, text: &str, word: &str) -> Vec<String> {
    if !has_ending(path, "smithy") {
        return Vec::new();
    }
    let rests = text.split(word).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    rests.filter_map(|rest| Some(rest.split_once('"')?.0.replace("\\\\", "\\"))).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_seeds() {
        let repo = Repo::find().unwrap();
        for target in TARGETS {
            let program = repo.root().join("fuzz/targets").join(target.name).with_extension("rs");
            assert!(program.is_file(), "{}", target.name);
            let own: Vec<_> = SOURCES.iter().map(|source| repo.root().join(source)).collect();
            let seeds = seeds(target, &own).unwrap();
            assert!(seeds.len() >= 5, "{}: only {} seeds", target.name, seeds.len());
        }
    }

    #[test]
    fn strings_are_taken_without_quotes_and_escapes() {
        let found = strings_after(Path::new("a.smithy"), "@pattern(\"^\\\\d$\")\n@pattern( \"\")", "@pattern(");
        assert_eq!(found, ["^\\d$"]);
    }
}
