//! hftbacktest as a peer: its depth types called directly over rows.bin, and its whole event loop
//! over a .npy with no strategy (`goto_end`).
//!   peer-hft depth  roi|roi-wide|hashmap|btree  ROWS
//!   peer-hft replay roi|roi-wide|hashmap         NPY ROWS

mod depth;
mod replay;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["depth", kind, rows] => depth::run(kind, rows),
        ["replay", kind, npy, rows] => replay::run(kind, npy, rows),
        _ => {
            eprintln!("usage: peer-hft depth KIND ROWS | peer-hft replay KIND NPY ROWS");
            std::process::exit(2);
        }
    }
}
