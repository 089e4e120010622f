//! Load: requests as bytes over several connections, each of which waits for a response before its next request.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::data::CREATE_FUNCTION;

/// The function that `CREATE_FUNCTION` creates. Each request names another one.
const NAME: &str = "function:thumbnailer";

pub async fn run(address: &str, operation: &str, connections: usize, count: usize) -> Result<(), String> {
    let share = count / connections.max(1);
    let start = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|worker| tokio::spawn(connection(address.to_owned(), operation.to_owned(), worker * share, share)))
        .collect();
    let mut times = Vec::with_capacity(count);
    for worker in workers {
        times.extend(worker.await.map_err(|error| error.to_string())??);
    }
    let seconds = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let quantile = |part: f64| {
        let index = (times.len() as f64 * part) as usize;
        times.get(index).map(Duration::as_secs_f64)
    };
    println!("{}", json!({ "count": times.len(), "seconds": seconds, "p50": quantile(0.5), "p99": quantile(0.99) }));
    Ok(())
}

/// Makes `count` requests, and returns how long each response took.
async fn connection(address: String, operation: String, first: usize, count: usize) -> Result<Vec<Duration>, String> {
    let mut stream = TcpStream::connect(&address).await.map_err(|error| error.to_string())?;
    stream.set_nodelay(true).map_err(|error| error.to_string())?;
    let mut times = Vec::with_capacity(count);
    let mut buffer = Vec::new();
    for number in first..first + count {
        let (request, status) = request(&operation, number)?;
        let start = Instant::now();
        stream.write_all(request.as_bytes()).await.map_err(|error| error.to_string())?;
        let found = response(&mut stream, &mut buffer).await?;
        times.push(start.elapsed());
        if found != status {
            return Err(format!("status {found}: {}", String::from_utf8_lossy(&buffer)));
        }
    }
    Ok(times)
}

/// A request, and the status of its response.
fn request(operation: &str, number: usize) -> Result<(String, u16), String> {
    match operation {
        "GetFunction" => {
            let arn = format!("arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aorders-{number}");
            let line = format!("GET /2015-03-31/functions/{arn}?Qualifier={} HTTP/1.1", number % 100);
            Ok((format!("{line}\r\nhost: localhost\r\naccept: application/json\r\n\r\n"), 200))
        }
        "CreateFunction" => {
            let body = CREATE_FUNCTION.replacen(NAME, &format!("{NAME}-{number}"), 1);
            let head = "POST /2015-03-31/functions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json";
            Ok((format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()), 201))
        }
        _ => Err(format!("there are no requests for `{operation}`")),
    }
}

/// Reads a response into the buffer, and returns its status. Its body has to have a length.
async fn response(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16, String> {
    buffer.clear();
    let mut end = None;
    loop {
        if end.is_none() {
            end = head(buffer)?;
        }
        if end.is_some_and(|(end, _)| buffer.len() >= end) {
            break;
        }
        let read = stream.read_buf(buffer).await.map_err(|error| error.to_string())?;
        if read == 0 {
            return Err("the server has closed the connection".to_owned());
        }
    }
    end.map(|(_, status)| status).ok_or_else(|| "the response has no end".to_owned())
}

/// Where a response ends, and its status, once its head is there.
fn head(buffer: &[u8]) -> Result<Option<(usize, u16)>, String> {
    let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&buffer[..end]).map_err(|error| error.to_string())?;
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let (Some(status), Some(length)) = (status, length) else { return Err(format!("no status or length: {text}")) };
    Ok(Some((end + 4 + length, status)))
}
