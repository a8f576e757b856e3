//! Three strategies over a tape, for what they fill. docs/simulated-venue.md has them step by step.
//!   peer-hft trade s1|s2|s3 MODEL NPY TICK LOT
//! prints a line per filled order: time_ns,order_id,side,tick,qty,role; then what the account has.

use hftbacktest::backtest::assettype::LinearAsset;
use hftbacktest::backtest::data::{read_npy_file, Data};
use hftbacktest::backtest::models::{
    CommonFees, ConstantLatency, LogProbQueueFunc, LogProbQueueFunc2, PowerProbQueueFunc,
    PowerProbQueueFunc2, PowerProbQueueFunc3, ProbQueueModel, QueueModel, RiskAdverseQueueModel,
    TradingValueFeeModel,
};
use hftbacktest::backtest::{Backtest, DataSource, ExchangeKind, L2AssetBuilder};
use hftbacktest::depth::{
    HashMapMarketDepth, L2MarketDepth, MarketDepth, INVALID_MAX, INVALID_MIN,
};
use hftbacktest::prelude::{Bot, OrdType, Side, Status, TimeInForce};
use hftbacktest::types::{ElapseResult, Event};
use std::io::{BufWriter, Write};

const STEP_NS: i64 = 100_000_000;
const LATENCY_NS: i64 = 1_000_000;
const MAKER_FEE: f64 = 0.0002;
const TAKER_FEE: f64 = 0.0005;

pub fn build<D, Q>(
    data: Data<Event>,
    make: impl Fn() -> D + 'static,
    queue: Q,
) -> Backtest<D>
where
    D: MarketDepth + L2MarketDepth + 'static,
    Q: QueueModel<D> + 'static,
{
    let asset = L2AssetBuilder::new()
        .data(vec![DataSource::Data(data)])
        .latency_model(ConstantLatency::new(LATENCY_NS, LATENCY_NS))
        .asset_type(LinearAsset::new(1.0))
        .fee_model(TradingValueFeeModel::new(CommonFees::new(MAKER_FEE, TAKER_FEE)))
        .exchange(ExchangeKind::NoPartialFillExchange)
        .queue_model(queue)
        .depth(make)
        .build()
        .expect("asset");
    Backtest::builder().add_asset(asset).build().expect("backtest")
}

/// A filled order: time, id, side, tick, lots, whether it was a maker.
pub type Fill = (i64, u64, Side, i64, i64, bool);

pub struct Run<D, F: FnMut(Fill)> {
    pub backtest: Backtest<D>,
    pub tick: f64,
    pub lot: f64,
    pub next_id: u64,
    pub sink: F,
}

impl<D: MarketDepth + L2MarketDepth + 'static, F: FnMut(Fill)> Run<D, F> {
    /// Lets a step pass and tells what was filled. None at the end, or while a side is empty.
    fn step(&mut self) -> (bool, Option<(i64, i64)>) {
        let more = self.backtest.elapse(STEP_NS).expect("elapse") == ElapseResult::Ok;
        let mut fills: Vec<_> = self
            .backtest
            .orders(0)
            .values()
            .filter(|order| order.status == Status::Filled)
            .map(|o| (o.exch_timestamp, o.order_id, o.side, o.exec_price_tick, o.exec_qty, o.maker))
            .collect();
        fills.sort_by_key(|fill| (fill.0, fill.1));
        for (time, id, side, tick, qty, maker) in fills {
            let lots = (qty / self.lot).round() as i64;
            (self.sink)((time, id, side, tick, lots, maker));
        }
        self.backtest.clear_inactive_orders(Some(0));
        let depth = self.backtest.depth(0);
        let (bid, ask) = (depth.best_bid_tick(), depth.best_ask_tick());
        let whole = bid != INVALID_MIN && ask != INVALID_MAX;
        (more, whole.then_some((bid, ask)))
    }

    fn submit(&mut self, side: Side, tick: i64, lots: i64, force: TimeInForce) -> u64 {
        let (price, qty) = (tick as f64 * self.tick, lots as f64 * self.lot);
        let id = self.next_id;
        self.next_id += 1;
        let sent = match side {
            Side::Buy => self.backtest.submit_buy_order(0, id, price, qty, force, OrdType::Limit, false),
            _ => self.backtest.submit_sell_order(0, id, price, qty, force, OrdType::Limit, false),
        };
        sent.expect("submit");
        id
    }

    /// S1 (one level) and S2 (ten): post-only quotes from the touch outwards.
    pub fn quote(&mut self, levels: i64) {
        loop {
            let (more, touch) = self.step();
            if !more {
                return;
            }
            let Some((bid, ask)) = touch else { continue };
            let wanted = |side: Side, tick: i64| match side {
                Side::Buy => tick <= bid && tick > bid - levels,
                _ => tick >= ask && tick < ask + levels,
            };
            let mut gone: Vec<u64> = self
                .backtest
                .orders(0)
                .values()
                .filter(|o| o.cancellable() && !wanted(o.side, o.price_tick))
                .map(|o| o.order_id)
                .collect();
            gone.sort();
            for id in gone {
                self.backtest.cancel(0, id, false).expect("cancel");
            }
            for (side, best, outwards) in [(Side::Buy, bid, -1), (Side::Sell, ask, 1)] {
                for level in 0..levels {
                    let tick = best + outwards * level;
                    let held = |o: &hftbacktest::types::Order| o.side == side && o.price_tick == tick;
                    if !self.backtest.orders(0).values().any(held) {
                        self.submit(side, tick, 10, TimeInForce::GTX);
                    }
                }
            }
        }
    }

    /// S3: takers of both kinds, and one resting order that is changed again and again.
    fn take_and_amend(&mut self) {
        let mut resting = 0;
        let mut step: u64 = 0;
        loop {
            let (more, touch) = self.step();
            if !more {
                return;
            }
            let Some((bid, ask)) = touch else { continue };
            step += 1;
            let turn = step / 10 % 2 == 0;
            if step % 10 == 0 {
                match turn {
                    true => self.submit(Side::Buy, ask, 5, TimeInForce::IOC),
                    false => self.submit(Side::Sell, bid, 5, TimeInForce::IOC),
                };
            } else if step % 10 == 5 {
                match turn {
                    true => self.submit(Side::Sell, bid - 1, 7, TimeInForce::GTC),
                    false => self.submit(Side::Buy, ask + 1, 7, TimeInForce::FOK),
                };
            }
            match self.backtest.orders(0).get(&resting).map(|o| (o.cancellable(), o.price_tick)) {
                None => resting = self.submit(Side::Buy, bid - 1, 4, TimeInForce::GTC),
                Some((true, tick)) if tick != bid - 1 || step % 7 == 0 => {
                    let price = (bid - 1) as f64 * self.tick;
                    let lots = if step % 2 == 0 { 4 } else { 6 };
                    let qty = lots as f64 * self.lot;
                    self.backtest.modify(0, resting, price, qty, false).expect("modify");
                }
                Some(_) => {}
            }
        }
    }
}

pub fn run(strategy: &str, model: &str, npy: &str, tick: &str, lot: &str) {
    let data = read_npy_file::<Event>(npy).expect("npy");
    let (tick, lot): (f64, f64) = (tick.parse().expect("tick"), lot.parse().expect("lot"));
    let make = move || HashMapMarketDepth::new(tick, lot);
    let backtest = match model {
        "risk" => build(data, make, RiskAdverseQueueModel::new()),
        "log" => build(data, make, ProbQueueModel::new(LogProbQueueFunc::new())),
        "log2" => build(data, make, ProbQueueModel::new(LogProbQueueFunc2::new())),
        "power" => build(data, make, ProbQueueModel::new(PowerProbQueueFunc::new(2.0))),
        "power2" => build(data, make, ProbQueueModel::new(PowerProbQueueFunc2::new(2.0))),
        "power3" => build(data, make, ProbQueueModel::new(PowerProbQueueFunc3::new(2.0))),
        _ => panic!("unknown queue model {model}"),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let sink = |(time, id, side, tick, lots, maker): Fill| {
        let side = if side == Side::Buy { "buy" } else { "sell" };
        let role = if maker { "maker" } else { "taker" };
        writeln!(out, "{time},{id},{side},{tick},{lots},{role}").expect("write");
    };
    let mut run = Run { backtest, tick, lot, next_id: 1, sink };
    match strategy {
        "s1" => run.quote(1),
        "s2" => run.quote(10),
        "s3" => run.take_and_amend(),
        _ => panic!("unknown strategy {strategy}"),
    }
    let values = run.backtest.state_values(0).clone();
    drop(run);
    writeln!(
        out,
        "account,{},{},{},{}",
        values.num_trades, values.position, values.balance, values.fee
    )
    .expect("write");
}
