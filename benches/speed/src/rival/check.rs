//! The constraints of a request to create a function, as one writes them by hand with `regex`.

use std::sync::LazyLock;

use regex::Regex;

use super::request::{CreateFunctionRequest, FunctionCode};

/// A pattern that is compiled once.
macro_rules! pattern {
    ($name:ident, $text:expr) => {
        pub static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).expect("the pattern is well-formed"));
    };
}

pattern!(RESOURCE_ARN, r"^((arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$");
pattern!(BUCKET, r"^[0-9A-Za-z\.\-_]*$");
pattern!(
    CODE_SIGNING_CONFIG_ARN,
    r"^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-[0-9]:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17})$"
);
pattern!(VARIABLE_NAME, r"^([a-zA-Z]([a-zA-Z0-9_])+)$");
pattern!(
    FILE_SYSTEM_ARN,
    r"^(arn:aws[a-zA-Z-]*:elasticfilesystem:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-[0-9]:[0-9]{12}:access-point/fsap-[a-f0-9]{17})$"
);
pattern!(LOCAL_MOUNT_PATH, r"^/mnt/[a-zA-Z0-9-_.]+$");
pattern!(
    FUNCTION_NAME,
    r"^((arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-[0-9]:)?([0-9]{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?)$"
);
pattern!(HANDLER, r"^([^\s]+)$");
pattern!(LAYER_ARN, r"^(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:[0-9]{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)$");
pattern!(LOG_GROUP, r"^([\.\-_/#A-Za-z0-9]+)$");
pattern!(ROLE_ARN, r"^(arn:(aws[a-zA-Z-]*)?:iam::[0-9]{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+)$");

/// What is wrong with a request, each with the path of the member.
#[derive(Default)]
pub struct Problems(pub Vec<String>);

impl Problems {
    fn pattern(&mut self, path: &str, value: &str, pattern: &Regex) {
        if !pattern.is_match(value) {
            self.0.push(format!("{path}: `{value}` doesn't match {pattern}"));
        }
    }

    fn length(&mut self, path: &str, value: &str, least: usize, most: usize) {
        self.count(path, value.chars().count(), least, most);
    }

    fn count(&mut self, path: &str, count: usize, least: usize, most: usize) {
        if !(least..=most).contains(&count) {
            self.0.push(format!("{path}: the length is {count}, which is not from {least} to {most}"));
        }
    }

    fn range(&mut self, path: &str, value: i32, least: i32, most: i32) {
        if !(least..=most).contains(&value) {
            self.0.push(format!("{path}: {value} is not from {least} to {most}"));
        }
    }
}

/// All problems of a request.
pub fn create_function(request: &CreateFunctionRequest) -> Problems {
    let mut problems = Problems::default();
    code(&request.code, &mut problems);
    problems.length("FunctionName", &request.function_name, 1, 140);
    problems.pattern("FunctionName", &request.function_name, &FUNCTION_NAME);
    problems.pattern("Role", &request.role, &ROLE_ARN);
    if let Some(architectures) = &request.architectures {
        problems.count("Architectures", architectures.len(), 1, 1);
    }
    if let Some(arn) = &request.code_signing_config_arn {
        problems.length("CodeSigningConfigArn", arn, 0, 200);
        problems.pattern("CodeSigningConfigArn", arn, &CODE_SIGNING_CONFIG_ARN);
    }
    if let Some(arn) = request.dead_letter_config.as_ref().and_then(|config| config.target_arn.as_ref()) {
        problems.pattern("DeadLetterConfig.TargetArn", arn, &RESOURCE_ARN);
    }
    if let Some(description) = &request.description {
        problems.length("Description", description, 0, 256);
    }
    if let Some(handler) = &request.handler {
        problems.length("Handler", handler, 0, 128);
        problems.pattern("Handler", handler, &HANDLER);
    }
    if let Some(arn) = &request.kms_key_arn {
        problems.pattern("KMSKeyArn", arn, &RESOURCE_ARN);
    }
    settings(request, &mut problems);
    lists(request, &mut problems);
    problems
}

fn code(code: &FunctionCode, problems: &mut Problems) {
    if let Some(bucket) = &code.s3_bucket {
        problems.length("Code.S3Bucket", bucket, 3, 63);
        problems.pattern("Code.S3Bucket", bucket, &BUCKET);
        if bucket.ends_with('.') {
            problems.0.push("Code.S3Bucket: ends with a dot".to_owned());
        }
    }
    for (path, value) in [("Code.S3Key", &code.s3_key), ("Code.S3ObjectVersion", &code.s3_object_version)] {
        if let Some(value) = value {
            problems.length(path, value, 1, 1024);
        }
    }
}

fn settings(request: &CreateFunctionRequest, problems: &mut Problems) {
    if let Some(storage) = &request.ephemeral_storage {
        problems.range("EphemeralStorage.Size", storage.size, 512, 10240);
    }
    if let Some(size) = request.memory_size {
        problems.range("MemorySize", size, 128, 10240);
    }
    if let Some(timeout) = request.timeout {
        problems.range("Timeout", timeout, 1, i32::MAX);
    }
    if let Some(group) = request.logging_config.as_ref().and_then(|config| config.log_group.as_ref()) {
        problems.length("LoggingConfig.LogGroup", group, 1, 512);
        problems.pattern("LoggingConfig.LogGroup", group, &LOG_GROUP);
    }
    if let Some(image) = &request.image_config {
        for (path, list) in [("ImageConfig.Command", &image.command), ("ImageConfig.EntryPoint", &image.entry_point)] {
            problems.count(path, list.as_ref().map_or(0, Vec::len), 0, 1500);
        }
        if let Some(directory) = &image.working_directory {
            problems.length("ImageConfig.WorkingDirectory", directory, 0, 1000);
        }
    }
}

fn lists(request: &CreateFunctionRequest, problems: &mut Problems) {
    for name in request.environment.iter().flat_map(|it| it.variables.iter().flatten()).map(|(name, _)| name) {
        problems.pattern("Environment.Variables (key)", name, &VARIABLE_NAME);
    }
    if let Some(configs) = &request.file_system_configs {
        problems.count("FileSystemConfigs", configs.len(), 0, 1);
        for (index, config) in configs.iter().enumerate() {
            // Paths cost nothing unless there is something to report.
            let before = problems.0.len();
            problems.length("Arn", &config.arn, 0, 200);
            problems.pattern("Arn", &config.arn, &FILE_SYSTEM_ARN);
            problems.length("LocalMountPath", &config.local_mount_path, 0, 160);
            problems.pattern("LocalMountPath", &config.local_mount_path, &LOCAL_MOUNT_PATH);
            for problem in &mut problems.0[before..] {
                problem.insert_str(0, &format!("FileSystemConfigs[{index}]."));
            }
        }
    }
    for layer in request.layers.iter().flatten() {
        problems.length("Layers (member)", layer, 1, 140);
        problems.pattern("Layers (member)", layer, &LAYER_ARN);
    }
    if let Some(config) = &request.vpc_config {
        problems.count("VpcConfig.SecurityGroupIds", config.security_group_ids.as_ref().map_or(0, Vec::len), 0, 5);
        problems.count("VpcConfig.SubnetIds", config.subnet_ids.as_ref().map_or(0, Vec::len), 0, 16);
    }
}
