//! Depth frame bytes to updated book with Rust's JSON parsers: borrowed text levels, a fast decimal
//! parse to quanta, and the dense book.   peer-json sonic-rs|simd-json|serde_json FRAMES ROWS

use peer_common::ladder::Ladder;
use peer_common::{mix_top, read_frames, read_rows, serve, Contender, Row};
use serde::Deserialize;
use std::time::Instant;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: Depth<'a>,
}

#[derive(Deserialize)]
struct Depth<'a> {
    #[serde(borrow)]
    b: Vec<[&'a str; 2]>,
    #[serde(borrow)]
    a: Vec<[&'a str; 2]>,
}

/// Digits to quanta, without a float and without a check of what the venue promises: the least
/// work that a peer can do.
#[inline(always)]
fn quanta(text: &str, scale: usize) -> i64 {
    let mut value = 0i64;
    let mut decimals = usize::MAX;
    for &c in text.as_bytes() {
        if c == b'.' {
            decimals = 0;
        } else if decimals < scale || decimals == usize::MAX {
            value = value * 10 + i64::from(c - b'0');
            decimals = decimals.wrapping_add(usize::from(decimals != usize::MAX));
        }
    }
    let have = if decimals == usize::MAX { 0 } else { decimals };
    for _ in have..scale {
        value *= 10;
    }
    value
}

#[derive(Clone, Copy)]
enum Parser {
    Sonic,
    Simd,
    Serde,
}

struct Json {
    parser: Parser,
    frames: Vec<Vec<u8>>,
    snapshot: Vec<Row>,
    levels: usize,
    scales: (usize, usize),
    book: Ladder,
    buffers: simd_json::Buffers,
    /// simd-json writes into its input: it gets a copy, as it would from a socket buffer.
    scratch: Vec<u8>,
}

impl Json {
    fn reset(&mut self) {
        self.book.clear();
        for row in &self.snapshot {
            if row.ask {
                self.book.set::<true>(row.price, row.qty);
            } else {
                self.book.set::<false>(row.price, row.qty);
            }
        }
        self.book.recenter();
    }

    fn replay(&mut self) -> u32 {
        let mut h = 0;
        let (price_scale, qty_scale) = self.scales;
        for frame in &self.frames {
            let depth = match self.parser {
                Parser::Sonic => sonic_rs::from_slice::<Envelope>(frame).expect("frame").data,
                Parser::Serde => serde_json::from_slice::<Envelope>(frame).expect("frame").data,
                Parser::Simd => {
                    self.scratch.clear();
                    self.scratch.extend_from_slice(frame);
                    simd_json::serde::from_slice_with_buffers::<Envelope>(
                        &mut self.scratch,
                        &mut self.buffers,
                    )
                    .expect("frame")
                    .data
                }
            };
            for [price, qty] in &depth.b {
                self.book.set::<false>(quanta(price, price_scale), quanta(qty, qty_scale));
            }
            for [price, qty] in &depth.a {
                self.book.set::<true>(quanta(price, price_scale), quanta(qty, qty_scale));
            }
            self.book.recenter();
            h = mix_top(h, self.book.top());
        }
        h
    }
}

impl Contender for Json {
    fn version(&self) -> String {
        match self.parser {
            Parser::Sonic => "sonic-rs 0.5.10",
            Parser::Simd => "simd-json 0.17.3",
            Parser::Serde => "serde_json 1.0.154",
        }
        .into()
    }

    fn units(&self) -> usize {
        self.levels
    }

    fn check(&mut self) -> (String, String) {
        self.reset();
        let h = self.replay();
        let bytes: usize = self.frames.iter().map(Vec::len).sum();
        let facts = format!("\"frames\":{},\"bytes\":{bytes}", self.frames.len());
        (format!("\"frames\":\"{h:08x}\""), facts)
    }

    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let (mut ns, mut h) = (0, 0);
        for _ in 0..repetitions {
            self.reset();
            let start = Instant::now();
            h = self.replay();
            ns += start.elapsed().as_nanos() as u64;
        }
        (ns, h)
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, frames_path, rows_path] = &args[..] else {
        eprintln!("usage: peer-json sonic-rs|simd-json|serde_json FRAMES ROWS");
        std::process::exit(2);
    };
    let parser = match kind.as_str() {
        "sonic-rs" => Parser::Sonic,
        "simd-json" => Parser::Simd,
        "serde_json" => Parser::Serde,
        _ => panic!("unknown parser {kind}"),
    };
    let (head, rows) = read_rows(rows_path);
    let (_, frames) = read_frames(frames_path);
    serve(&mut Json {
        parser,
        frames,
        levels: rows.len() - head.snapshot_rows,
        snapshot: rows[..head.snapshot_rows].to_vec(),
        scales: (head.price_scale as usize, head.qty_scale as usize),
        book: Ladder::new(head.tick_size),
        buffers: simd_json::Buffers::default(),
        scratch: Vec::new(),
    });
}
