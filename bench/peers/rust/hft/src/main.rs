//! hftbacktest as a peer: its depth types called directly over rows.bin, and its whole event loop
//! over a .npy with no strategy (`goto_end`).
//!   peer-hft depth  roi|roi-wide|hashmap|btree  ROWS
//!   peer-hft replay roi|roi-wide|hashmap         NPY ROWS
//!   peer-hft quote  s1|s2 roi|roi-wide|hashmap NPY ROWS
//!   peer-hft trade  s1|s2|s3 risk|log|log2|power|power2|power3  NPY TICK LOT

mod depth;
mod quote;
mod replay;
mod trade;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["depth", kind, rows] => depth::run(kind, rows),
        ["replay", kind, npy, rows] => replay::run(kind, npy, rows),
        ["quote", strategy, kind, npy, rows] => quote::run(strategy, kind, npy, rows),
        ["trade", strategy, model, npy, tick, lot] => trade::run(strategy, model, npy, tick, lot),
        _ => {
            eprintln!("usage: peer-hft depth KIND ROWS | replay KIND NPY ROWS");
            eprintln!("       peer-hft quote STRATEGY KIND NPY ROWS");
            eprintln!("       peer-hft trade STRATEGY MODEL NPY TICK LOT");
            std::process::exit(2);
        }
    }
}
