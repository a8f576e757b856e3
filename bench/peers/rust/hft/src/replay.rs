//! Pure replay: `goto_end` over the tape with nobody trading. Every row goes to two books, the
//! local one at its receive time and the exchange's at its exchange time.

use crate::depth::{roi, Grid};
use hftbacktest::backtest::assettype::LinearAsset;
use hftbacktest::backtest::data::{read_npy_file, Data};
use hftbacktest::backtest::models::{
    CommonFees, ConstantLatency, RiskAdverseQueueModel, TradingValueFeeModel,
};
use hftbacktest::backtest::{Backtest, DataSource, ExchangeKind, L2AssetBuilder};
use hftbacktest::depth::{HashMapMarketDepth, L2MarketDepth, MarketDepth, ROIVectorMarketDepth};
use hftbacktest::prelude::{Bot, Side};
use hftbacktest::types::{Event, BUY_EVENT, EXCH_EVENT, SELL_EVENT};
use peer_common::{header, mix_top, serve, Contender};
use std::marker::PhantomData;
use std::time::Instant;

struct Replay<D, F> {
    data: Data<Event>,
    grid: Grid,
    make: F,
    depth: PhantomData<D>,
}

impl<D: MarketDepth + L2MarketDepth + 'static, F: Fn() -> D + Clone + 'static> Replay<D, F> {
    fn build(&self) -> Backtest<D> {
        let make = self.make.clone();
        let asset = L2AssetBuilder::new()
            .data(vec![DataSource::Data(self.data.clone())])
            .latency_model(ConstantLatency::new(1_000_000, 1_000_000))
            .asset_type(LinearAsset::new(1.0))
            .fee_model(TradingValueFeeModel::new(CommonFees::new(0.0, 0.0)))
            .exchange(ExchangeKind::NoPartialFillExchange)
            .queue_model(RiskAdverseQueueModel::new())
            .depth(move || make())
            .build()
            .expect("asset");
        Backtest::builder().add_asset(asset).build().expect("backtest")
    }

    /// The exchange-side book cannot be read from outside: rebuilt here, outside the clock.
    fn exchange_top(&self) -> (i64, i64, i64, i64) {
        let mut depth = (self.make)();
        for i in 0..self.data.len() {
            let event = &self.data[i];
            if event.ev & EXCH_EVENT == 0 {
                continue;
            }
            let (kind, bid, ask) = (event.ev & 0xff, event.ev & BUY_EVENT != 0, event.ev & SELL_EVENT != 0);
            match (kind, bid, ask) {
                (1 | 4, true, _) => {
                    depth.update_bid_depth(event.px, event.qty, event.exch_ts);
                }
                (1 | 4, _, true) => {
                    depth.update_ask_depth(event.px, event.qty, event.exch_ts);
                }
                (3, _, _) => depth.clear_depth(Side::None, 0.0),
                _ => {}
            }
        }
        self.grid.top(&depth)
    }
}

impl<D: MarketDepth + L2MarketDepth + 'static, F: Fn() -> D + Clone + 'static> Contender
    for Replay<D, F>
{
    fn version(&self) -> String {
        "hftbacktest 0.9.4".into()
    }

    fn units(&self) -> usize {
        self.data.len()
    }

    fn check(&mut self) -> (String, String) {
        let mut backtest = self.build();
        backtest.goto_end().expect("goto_end");
        let local = mix_top(0, self.grid.top(backtest.depth(0)));
        let exchange = self.exchange_top();
        let exchange_hash = mix_top(0, exchange);
        let facts = format!(
            "\"exchBid\":{},\"exchBidQty\":{},\"exchAsk\":{},\"exchAskQty\":{},\"rows\":{}",
            exchange.0, exchange.1, exchange.2, exchange.3, self.data.len()
        );
        (format!("\"local\":\"{local:08x}\",\"exchange\":\"{exchange_hash:08x}\""), facts)
    }

    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let (mut ns, mut h) = (0, 0);
        for _ in 0..repetitions {
            let mut backtest = self.build();
            let start = Instant::now();
            backtest.goto_end().expect("goto_end");
            ns += start.elapsed().as_nanos() as u64;
            h = mix_top(0, self.grid.top(backtest.depth(0)));
        }
        (ns, h)
    }
}

pub fn run(kind: &str, npy: &str, rows: &str) {
    let data = read_npy_file::<Event>(npy).expect("npy");
    let grid = Grid::new(&header(&std::fs::read(rows).expect("rows file"), "OCROWS01"));
    let (low, high) = roi(kind, &grid, data[0].px);
    match kind {
        "roi" | "roi-wide" => serve(&mut Replay {
            data,
            grid,
            make: move || ROIVectorMarketDepth::new(grid.tick, grid.lot, low, high),
            depth: PhantomData,
        }),
        "hashmap" => serve(&mut Replay {
            data,
            grid,
            make: move || HashMapMarketDepth::new(grid.tick, grid.lot),
            depth: PhantomData,
        }),
        _ => panic!("unknown depth kind {kind}"),
    }
}
