//! Peers that take their time, and those that are many.

use super::peer::Step::{Flood, Send, Slowly, Wait};
use super::peer::{Reads, Row, Server, row, sends};

const GET: &[u8] = b"GET /things/a HTTP/1.1\r\nhost: x\r\n\r\n";
const LARGE: &[u8] = b"GET /download HTTP/1.1\r\nhost: x\r\n\r\n";

fn put(length: usize) -> Vec<u8> {
    format!("PUT /things/a/ HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n")
        .into_bytes()
}

pub fn rows() -> Vec<Row> {
    let head = b"GET /things/a HTTP/1.1\r\nhost: x\r\nx-y: z\r\n".to_vec();
    let chunks =
        b"PUT /things/a/ HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    vec![
        row("sends nothing", []),
        row("sends a byte and nothing more", [Send(b"G".to_vec())]),
        row("sends a byte of the request line every 2 s", [Slowly(vec![b'G'; 1000], 2000)]),
        row("sends a byte of the URI every 2 s", [Send(b"GET /".to_vec()), Slowly(vec![b'x'; 1000], 2000)]),
        row("falls silent after the request line", [Send(b"GET / HTTP/1.1\r\n".to_vec())]),
        row("falls silent within the headers", [Send(head.clone())]),
        row("sends a byte of a header every 2 s", [Send(head.clone()), Slowly(vec![b'x'; 1000], 2000)]),
        row("sends a header every 2 s", [Send(head), Slowly(b"a: b\r\n".repeat(1000), 350)]),
        row("falls silent before the body", [Send(put(100))]),
        row("falls silent within the body", [Send(put(100)), Send(b"{".to_vec())]),
        row("sends a byte of the body every 2 s", [Send(put(1000)), Slowly(vec![b' '; 1000], 2000)]),
        row("sends 100 bytes of the body per second", [Send(put(100_000)), Slowly(vec![b' '; 100_000], 10)]),
        row("falls silent within a chunk", [Send(chunks.to_vec()), Send(b"5\r\n{".to_vec())]),
        row("sends a chunk of a byte every 2 s", [Send(chunks.to_vec()), Slowly(b"1\r\n \r\n".repeat(1000), 330)]),
        row("sends a size of a chunk without end, slowly", [Send(chunks.to_vec()), Slowly(vec![b'0'; 1000], 2000)]),
        row(
            "sends a body to an upload, a byte every 2 s",
            [
                Send(b"POST /upload HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n".to_vec()),
                Slowly(vec![b' '; 1000], 2000),
            ],
        ),
        sends("asks once and stays", GET),
        row("asks again every 60 s", [Send(GET.to_vec()), Wait(60), Send(GET.to_vec()), Wait(60), Send(GET.to_vec())]),
        row("begins another request after 60 s, and no more", [Send(GET.to_vec()), Wait(60), Send(b"G".to_vec())]),
        sends("reads nothing of a large response", LARGE).reads(Reads::Nothing),
        sends("reads a byte of a large response every 2 s", LARGE).reads(Reads::Slowly(2000)),
        row("asks for large responses and reads nothing", [Flood(LARGE.to_vec(), 1_000_000)]).reads(Reads::Nothing),
        row("pipelines 10,000 requests", [Flood(GET.to_vec(), GET.len() * 10_000)]),
        row("pipelines requests and reads nothing", [Flood(GET.to_vec(), 100 << 20)]).reads(Reads::Nothing),
        row("half closes after a request", [Send(GET.to_vec()), super::peer::Step::End]),
        row("half closes within a request", [Send(b"GET / HT".to_vec()), super::peer::Step::End]),
        row("half closes within a body", [Send(put(100)), super::peer::Step::End]),
        row("79 peers that send nothing, where 40 may connect", []).peers(79),
        row(
            "39 peers that send a byte of a header every 2 s",
            [Send(b"GET / HTTP/1.1\r\nx: ".to_vec()), Slowly(vec![b'x'; 100], 2000)],
        )
        .peers(39),
        row("39 peers that read nothing of a large response", [Send(LARGE.to_vec())]).reads(Reads::Nothing).peers(39),
        row("39 peers that send half a body", [Send(put(1_000_000)), Flood(vec![b' '; 4096], 500_000)]).peers(39),
        row("TLS: sends nothing", []).server(Server::Tls),
        row("TLS: sends a byte", [Send(vec![0x16])]).server(Server::Tls),
        row("TLS: a record of which half comes", [Send(vec![0x16, 3, 1, 2, 0, 1, 0, 1])]).server(Server::Tls),
        row("TLS: a byte every 2 s", [Send(vec![0x16, 3, 1, 2, 0]), Slowly(vec![1; 1000], 2000)]).server(Server::Tls),
        sends("TLS: a request in plain", GET).server(Server::Tls),
        sends("TLS: no handshake", vec![0x17, 3, 3, 0, 1, 0]).server(Server::Tls),
        sends("TLS: a handshake that is none", [vec![0x16, 3, 1, 0, 5], vec![9; 5]].concat()).server(Server::Tls),
        sends("TLS: a record that is too long", [vec![0x16, 3, 1, 0xff, 0xff], vec![1; 70_000]].concat())
            .server(Server::Tls),
        row(
            "TLS: a handshake without end",
            [Flood([vec![0x16, 3, 1, 0x10, 0, 1, 0xff, 0xff, 0xff], vec![0; 4092]].concat(), 10 << 20)],
        )
        .server(Server::Tls),
        row("TLS: 39 peers that send nothing", []).server(Server::Tls).peers(39),
    ]
}
