//! What the Rust peers share: the input files (layout: bench/inputs/format.ts), the checksum and
//! the line protocol of docs/benchmarks.md.

use std::io::{BufRead, Write};

pub mod ladder;

#[derive(Clone, Copy)]
pub struct Header {
    pub count: usize,
    pub tick_size: i64,
    pub lot_size: i64,
    pub price_scale: i32,
    pub qty_scale: i32,
    pub snapshot_rows: usize,
}

#[derive(Clone, Copy)]
pub struct Row {
    pub price: i64,
    pub qty: i64,
    pub ask: bool,
    pub frame_end: bool,
}

fn i64_at(bytes: &[u8], at: usize) -> i64 {
    i64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
}

fn i32_at(bytes: &[u8], at: usize) -> i32 {
    i32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// Reads the 64-byte header; panics on another magic.
pub fn header(bytes: &[u8], magic: &str) -> Header {
    assert!(bytes.starts_with(magic.as_bytes()), "not a {magic} file");
    Header {
        count: i64_at(bytes, 8) as usize,
        tick_size: i64_at(bytes, 16),
        lot_size: i64_at(bytes, 24),
        price_scale: i32_at(bytes, 32),
        qty_scale: i32_at(bytes, 36),
        snapshot_rows: i64_at(bytes, 40) as usize,
    }
}

/// All rows of rows.bin.
pub fn read_rows(path: &str) -> (Header, Vec<Row>) {
    let bytes = std::fs::read(path).expect("rows file");
    let head = header(&bytes, "OCROWS01");
    let row = |i: usize| {
        let at = 64 + i * 24;
        let flags = i32_at(&bytes, at + 16);
        Row {
            price: i64_at(&bytes, at),
            qty: i64_at(&bytes, at + 8),
            ask: flags & 1 != 0,
            frame_end: flags & 2 != 0,
        }
    };
    (head, (0..head.count).map(row).collect())
}

/// All depth frames of frames.bin, as received.
pub fn read_frames(path: &str) -> (Header, Vec<Vec<u8>>) {
    let bytes = std::fs::read(path).expect("frames file");
    let head = header(&bytes, "OCFRAM01");
    let mut frames = Vec::with_capacity(head.count);
    let mut at = 64;
    for _ in 0..head.count {
        let length = i32_at(&bytes, at) as usize;
        frames.push(bytes[at + 4..at + 4 + length].to_vec());
        at += 4 + length;
    }
    (head, frames)
}

/// One value into the checksum.
#[inline(always)]
pub fn mix(h: u32, v: i64) -> u32 {
    let h = (h ^ v as u32).rotate_left(15).wrapping_mul(0x9e37_79b1);
    (h ^ (v as u64 >> 32) as u32).rotate_left(13).wrapping_mul(0x85eb_ca6b)
}

/// Top of book into the checksum: bid price, bid quantity, ask price, ask quantity in quanta, 0 and
/// 0 for an empty side.
#[inline(always)]
pub fn mix_top(h: u32, top: (i64, i64, i64, i64)) -> u32 {
    mix(mix(mix(mix(h, top.0), top.1), top.2), top.3)
}

/// What a child process is asked to do.
pub trait Contender {
    fn version(&self) -> String;
    /// Updates, levels or events of one repetition.
    fn units(&self) -> usize;
    /// JSON members of "checks" and of "facts".
    fn check(&mut self) -> (String, String);
    /// Time of `repetitions` in ns, and the checksum of the last.
    fn round(&mut self, repetitions: usize) -> (u64, u32);
}

/// Answers CHECK, ROUND n and QUIT until the input ends.
pub fn serve(contender: &mut dyn Contender) {
    let out = std::io::stdout();
    let say = |text: String| {
        let mut lock = out.lock();
        writeln!(lock, "{text}").unwrap();
        lock.flush().unwrap();
    };
    say(format!(
        "{{\"ready\":true,\"version\":\"{}\",\"units\":{}}}",
        contender.version(),
        contender.units()
    ));
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let mut words = line.split_whitespace();
        match words.next() {
            Some("CHECK") => {
                let (checks, facts) = contender.check();
                say(format!("{{\"checks\":{{{checks}}},\"facts\":{{{facts}}}}}"));
            }
            Some("ROUND") => {
                let n = words.next().and_then(|w| w.parse().ok()).unwrap_or(1);
                let (ns, checksum) = contender.round(n);
                say(format!("{{\"ns\":{ns},\"checksum\":\"{checksum:08x}\"}}"));
            }
            _ => break,
        }
    }
}
