//! Book updates: `update_bid_depth` and `update_ask_depth` for every row.

use hftbacktest::depth::{
    BTreeMarketDepth, HashMapMarketDepth, L2MarketDepth, MarketDepth, ROIVectorMarketDepth,
    INVALID_MAX, INVALID_MIN,
};
use peer_common::{mix_top, read_rows, serve, Contender, Header};
use std::marker::PhantomData;
use std::time::Instant;

/// As hftbacktest takes them: floats.
struct Update {
    price: f64,
    qty: f64,
    ask: bool,
    frame_end: bool,
}

/// Tick and lot as floats, and how to come back to quanta.
#[derive(Clone, Copy)]
pub struct Grid {
    pub tick: f64,
    pub lot: f64,
    tick_quanta: i64,
    lot_quanta: i64,
}

impl Grid {
    pub fn new(head: &Header) -> Self {
        Grid {
            tick: head.tick_size as f64 / 10f64.powi(head.price_scale),
            lot: head.lot_size as f64 / 10f64.powi(head.qty_scale),
            tick_quanta: head.tick_size,
            lot_quanta: head.lot_size,
        }
    }

    /// Top of book in quanta.
    #[inline(always)]
    pub fn top<D: MarketDepth>(&self, depth: &D) -> (i64, i64, i64, i64) {
        let (bid, ask) = (depth.best_bid_tick(), depth.best_ask_tick());
        let quanta = |qty: f64| (qty / self.lot).round() as i64 * self.lot_quanta;
        let (bid, bid_qty) = match bid {
            INVALID_MIN => (0, 0),
            t => (t * self.tick_quanta, quanta(depth.best_bid_qty())),
        };
        let (ask, ask_qty) = match ask {
            INVALID_MAX => (0, 0),
            t => (t * self.tick_quanta, quanta(depth.best_ask_qty())),
        };
        (bid, bid_qty, ask, ask_qty)
    }
}

/// The range of interest: as many ticks as our default window, around the first price; or wide
/// enough for all but absurd prices.
pub fn roi(kind: &str, grid: &Grid, first_price: f64) -> (f64, f64) {
    let half = if kind == "roi-wide" { 1 << 19 } else { 1 << 14 } as f64 * grid.tick;
    ((first_price - half).max(0.0), first_price + half)
}

struct Depth<D, F> {
    updates: Vec<Update>,
    grid: Grid,
    make: F,
    depth: PhantomData<D>,
}

impl<D: MarketDepth + L2MarketDepth, F: Fn() -> D> Depth<D, F> {
    fn replay(&self, depth: &mut D) -> u32 {
        let mut h = 0;
        for u in &self.updates {
            if u.ask {
                depth.update_ask_depth(u.price, u.qty, 0);
            } else {
                depth.update_bid_depth(u.price, u.qty, 0);
            }
            if u.frame_end {
                h = mix_top(h, self.grid.top(depth));
            }
        }
        h
    }
}

impl<D: MarketDepth + L2MarketDepth, F: Fn() -> D> Contender for Depth<D, F> {
    fn version(&self) -> String {
        "hftbacktest 0.9.4".into()
    }

    fn units(&self) -> usize {
        self.updates.len()
    }

    fn check(&mut self) -> (String, String) {
        let h = self.replay(&mut (self.make)());
        (format!("\"frames\":\"{h:08x}\""), String::new())
    }

    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let (mut ns, mut h) = (0, 0);
        for _ in 0..repetitions {
            let mut depth = (self.make)();
            let start = Instant::now();
            h = self.replay(&mut depth);
            ns += start.elapsed().as_nanos() as u64;
        }
        (ns, h)
    }
}

pub fn run(kind: &str, path: &str) {
    let (head, rows) = read_rows(path);
    let grid = Grid::new(&head);
    let unit = (10f64.powi(head.price_scale), 10f64.powi(head.qty_scale));
    let updates: Vec<Update> = rows
        .iter()
        .map(|r| Update {
            price: r.price as f64 / unit.0,
            qty: r.qty as f64 / unit.1,
            ask: r.ask,
            frame_end: r.frame_end,
        })
        .collect();
    let (low, high) = roi(kind, &grid, updates[0].price);
    match kind {
        "roi" | "roi-wide" => serve(&mut Depth {
            updates,
            grid,
            make: move || ROIVectorMarketDepth::new(grid.tick, grid.lot, low, high),
            depth: PhantomData,
        }),
        "hashmap" => serve(&mut Depth {
            updates,
            grid,
            make: move || HashMapMarketDepth::new(grid.tick, grid.lot),
            depth: PhantomData,
        }),
        "btree" => serve(&mut Depth {
            updates,
            grid,
            make: move || BTreeMarketDepth::new(grid.tick, grid.lot),
            depth: PhantomData,
        }),
        _ => panic!("unknown depth kind {kind}"),
    }
}
