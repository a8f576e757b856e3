//! S1 and S2 against the clock: the whole event loop with the strategy, data in memory, risk-averse
//! queue. The fills are the checksum, so that times compare runs that did the same.

use crate::depth::{roi, Grid};
use crate::trade::{build, Fill, Run};
use hftbacktest::backtest::data::{read_npy_file, Data};
use hftbacktest::backtest::models::RiskAdverseQueueModel;
use hftbacktest::depth::{HashMapMarketDepth, L2MarketDepth, MarketDepth, ROIVectorMarketDepth};
use hftbacktest::prelude::Side;
use hftbacktest::types::Event;
use peer_common::{header, mix, serve, Contender};
use std::marker::PhantomData;
use std::time::Instant;

struct Quoting<D, F> {
    data: Data<Event>,
    grid: Grid,
    levels: i64,
    make: F,
    depth: PhantomData<D>,
}

impl<D: MarketDepth + L2MarketDepth + 'static, F: Fn() -> D + Clone + 'static> Quoting<D, F> {
    /// Time of the run, and its fills.
    fn go(&self) -> (u64, Vec<Fill>) {
        let make = self.make.clone();
        let backtest = build(self.data.clone(), make, RiskAdverseQueueModel::new());
        let mut fills: Vec<Fill> = Vec::new();
        let (tick, lot) = (self.grid.tick, self.grid.lot);
        let start = Instant::now();
        let mut run = Run { backtest, tick, lot, next_id: 1, sink: |fill| fills.push(fill) };
        run.quote(self.levels);
        let ns = start.elapsed().as_nanos() as u64;
        drop(run);
        (ns, fills)
    }
}

/// Covers time, id, side, tick, lots and role of every fill, in order of time and id.
fn hash(fills: &mut [Fill]) -> u32 {
    fills.sort_by_key(|fill| (fill.0, fill.1));
    fills.iter().fold(0, |h, &(time, id, side, tick, lots, maker)| {
        let flags = i64::from(side != Side::Buy) + 2 * i64::from(!maker);
        mix(mix(mix(mix(mix(h, time), id as i64), tick), lots), flags)
    })
}

impl<D: MarketDepth + L2MarketDepth + 'static, F: Fn() -> D + Clone + 'static> Contender
    for Quoting<D, F>
{
    fn version(&self) -> String {
        "hftbacktest 0.9.4".into()
    }

    fn units(&self) -> usize {
        self.data.len()
    }

    fn check(&mut self) -> (String, String) {
        let (_, mut fills) = self.go();
        let checks = format!("\"fills\":\"{:08x}\"", hash(&mut fills));
        (checks, format!("\"fills\":{}", fills.len()))
    }

    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let (mut ns, mut h) = (0, 0);
        for _ in 0..repetitions {
            let (time, mut fills) = self.go();
            ns += time;
            h = hash(&mut fills);
        }
        (ns, h)
    }
}

pub fn run(strategy: &str, kind: &str, npy: &str, rows: &str) {
    let data = read_npy_file::<Event>(npy).expect("npy");
    let grid = Grid::new(&header(&std::fs::read(rows).expect("rows file"), "OCROWS01"));
    let (low, high) = roi(kind, &grid, data[0].px);
    let levels = if strategy == "s1" { 1 } else { 10 };
    match kind {
        "roi" | "roi-wide" => serve(&mut Quoting {
            data,
            grid,
            levels,
            make: move || ROIVectorMarketDepth::new(grid.tick, grid.lot, low, high),
            depth: PhantomData,
        }),
        "hashmap" => serve(&mut Quoting {
            data,
            grid,
            levels,
            make: move || HashMapMarketDepth::new(grid.tick, grid.lot),
            depth: PhantomData,
        }),
        _ => panic!("unknown depth kind {kind}"),
    }
}
