//! orderbook-rs as a peer: its `OrderBook` called directly over commands.bin, trades copied out of
//! each result as they come.
//!   peer-matching COMMANDS      (layout: bench/inputs/commands.ts)

use orderbook_rs::{OrderBook, TradeResult};
use peer_common::{header, mix, serve, Contender};
use pricelevel::{Id, MatchResult, OrderUpdate, Price, Side, TimeInForce};
use std::sync::{Arc, Mutex};
use std::time::Instant;

const LIMIT: u8 = 1;
const MARKET: u8 = 2;
const CANCEL: u8 = 3;
const MOVE: u8 = 4;

struct Command {
    id: u64,
    price: u128,
    qty: u64,
    kind: u8,
    side: Side,
}

fn read_commands(path: &str) -> Vec<Command> {
    let bytes = std::fs::read(path).expect("commands file");
    let word = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
    let command = |i: usize| {
        let at = 64 + 32 * i;
        Command {
            id: word(at),
            price: word(at + 8) as u128,
            qty: word(at + 16),
            kind: bytes[at + 24],
            side: if bytes[at + 25] == 0 { Side::Buy } else { Side::Sell },
        }
    };
    (0..header(&bytes, "OCCMND01").count).map(command).collect()
}

/// Taker, maker, price, quantity.
type Trade = [i64; 4];

fn number(id: Id) -> i64 {
    match id {
        Id::Sequential(n) => n as i64,
        _ => panic!("an id that nobody gave"),
    }
}

fn keep(trades: &mut Vec<Trade>, result: &MatchResult) {
    for t in result.trades().as_vec() {
        trades.push([
            number(t.taker_order_id()),
            number(t.maker_order_id()),
            t.price().as_u128() as i64,
            t.quantity().as_u64() as i64,
        ]);
    }
}

struct Peer {
    commands: Vec<Command>,
    book: OrderBook<()>,
    /// What the listener hears: the trades of every order, in order.
    trades: Arc<Mutex<Vec<Trade>>>,
}

fn fresh_book(trades: &Arc<Mutex<Vec<Trade>>>) -> OrderBook<()> {
    let heard = trades.clone();
    let listener = move |result: &TradeResult| {
        keep(&mut heard.lock().unwrap(), &result.match_result);
    };
    OrderBook::with_trade_listener("BENCH", Arc::new(listener))
}

impl Peer {
    fn reset(&mut self) {
        self.trades.lock().unwrap().clear();
        self.book = fresh_book(&self.trades);
    }

    /// Refusals (nothing to take, no such order) are answers, not faults.
    fn run(&self) {
        let book = &self.book;
        for c in &self.commands {
            let id = Id::Sequential(c.id);
            match c.kind {
                MARKET => drop(book.submit_market_order(id, c.qty, c.side)),
                CANCEL => drop(book.cancel_order(id)),
                MOVE => drop(book.update_order(OrderUpdate::UpdatePrice {
                    order_id: id,
                    new_price: Price::new(c.price),
                })),
                kind => {
                    let tif = if kind == LIMIT { TimeInForce::Gtc } else { TimeInForce::Ioc };
                    drop(book.add_limit_order(id, c.price, c.qty, c.side, tif, None));
                }
            }
        }
    }

    fn hash(&self) -> u32 {
        let trades = self.trades.lock().unwrap();
        trades.iter().flatten().fold(0, |h, v| mix(h, *v))
    }
}

impl Contender for Peer {
    fn version(&self) -> String {
        "orderbook-rs 0.12.1".into()
    }
    fn units(&self) -> usize {
        self.commands.len()
    }
    fn check(&mut self) -> (String, String) {
        self.reset();
        self.run();
        let open = self.book.get_all_orders().len();
        let checks = format!("\"trades\":\"{:08x}\",\"open\":\"{open}\"", self.hash());
        (checks, format!("\"trades\":{}", self.trades.lock().unwrap().len()))
    }
    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let mut ns = 0;
        for _ in 0..repetitions {
            self.reset();
            let start = Instant::now();
            self.run();
            ns += start.elapsed().as_nanos() as u64;
        }
        (ns, self.hash())
    }
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: peer-matching COMMANDS");
    let commands = read_commands(&path);
    let trades = Arc::new(Mutex::new(Vec::with_capacity(4 * commands.len())));
    let book = fresh_book(&trades);
    serve(&mut Peer { commands, book, trades });
}
