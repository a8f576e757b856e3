//! One indicator of yata over bars.bin (layout: bench/indicators/series.ts), one bar at a time with
//! every output read.   peer-yata NAME bars.bin

use peer_common::{serve, Contender};
use std::time::Instant;
use yata::core::{IndicatorConfig, IndicatorInstance, Method, OHLCV};
use yata::helpers::MA;
use yata::indicators::{
    Aroon, AverageDirectionalIndex, BollingerBands, MoneyFlowIndex, RelativeStrengthIndex,
    StochasticOscillator, MACD,
};
use yata::methods::{
    Highest, LinReg, RateOfChange, StDev, CCI, DEMA, EMA, RMA, SMA, TEMA, TR, WMA,
};

type Bar = (f64, f64, f64, f64, f64);

struct Peer {
    name: String,
    bars: Vec<Bar>,
    close: Vec<f64>,
    outputs: Vec<Vec<f64>>,
}

/// A method over the closes.
#[inline(always)]
fn closes<M: Method<Input = f64, Output = f64>>(peer: &mut Peer, mut method: M) {
    for (out, value) in peer.outputs[0].iter_mut().zip(&peer.close) {
        *out = method.next(value);
    }
}

/// An indicator over the bars; `K` of its values are read.
#[inline(always)]
fn bars<const K: usize, C: IndicatorConfig>(peer: &mut Peer, config: C) {
    let mut instance = config.init(&peer.bars[0]).expect("parameters");
    for (i, bar) in peer.bars.iter().enumerate() {
        let result = instance.next(bar);
        for k in 0..K {
            peer.outputs[k][i] = result.value(k);
        }
    }
}

impl Peer {
    fn run(&mut self) -> usize {
        let first = self.close[0];
        match self.name.as_str() {
            "sma" => closes(self, SMA::new(20, &first).unwrap()),
            "ema" => closes(self, EMA::new(20, &first).unwrap()),
            "wma" => closes(self, WMA::new(20, &first).unwrap()),
            "dema" => closes(self, DEMA::new(20, &first).unwrap()),
            "tema" => closes(self, TEMA::new(20, &first).unwrap()),
            "roc" => closes(self, RateOfChange::new(10, &first).unwrap()),
            "standardDeviation" => closes(self, StDev::new(20, &first).unwrap()),
            "linearRegression" => closes(self, LinReg::new(14, &first).unwrap()),
            "max" => closes(self, Highest::new(20, &first).unwrap()),
            "cci" => {
                let mut cci = CCI::new(20, &self.bars[0].tp()).unwrap();
                for (out, bar) in self.outputs[0].iter_mut().zip(&self.bars) {
                    *out = cci.next(&bar.tp());
                }
            }
            "atr" => {
                let mut range = TR::new(&self.bars[0]).unwrap();
                let mut mean = RMA::new(14, &0.0).unwrap();
                for (out, bar) in self.outputs[0].iter_mut().zip(&self.bars) {
                    *out = mean.next(&range.next(bar));
                }
            }
            "rsi" => {
                let config = RelativeStrengthIndex { ma: MA::RMA(14), ..Default::default() };
                bars::<1, _>(self, config);
            }
            "macd" => {
                let config = MACD {
                    ma1: MA::EMA(10),
                    ma2: MA::EMA(21),
                    signal: MA::EMA(9),
                    ..Default::default()
                };
                bars::<2, _>(self, config);
                return 2;
            }
            "bbands" => {
                bars::<3, _>(self, BollingerBands { avg_size: 20, sigma: 2.0, ..Default::default() });
                return 3;
            }
            "mfi" => bars::<2, _>(self, MoneyFlowIndex { period: 14, ..Default::default() }),
            "adx" => {
                let config = AverageDirectionalIndex {
                    method1: MA::RMA(14),
                    method2: MA::RMA(14),
                    period1: 1,
                    ..Default::default()
                };
                bars::<1, _>(self, config);
            }
            "stoch" => {
                let config = StochasticOscillator {
                    period: 14,
                    ma: MA::SMA(3),
                    signal: MA::SMA(3),
                    ..Default::default()
                };
                bars::<2, _>(self, config);
                return 2;
            }
            "aroon" => {
                bars::<2, _>(self, Aroon { period: 25, ..Default::default() });
                return 2;
            }
            other => panic!("yata has no {other}"),
        }
        1
    }
}

impl Contender for Peer {
    fn version(&self) -> String {
        "yata 0.7.0".into()
    }

    fn units(&self) -> usize {
        self.close.len()
    }

    fn check(&mut self) -> (String, String) {
        let outputs = self.run();
        let tail: Vec<String> = self.outputs[..outputs]
            .iter()
            .flat_map(|out| out[out.len() - 64..].iter().map(|v| format!("{v:e}")))
            .collect();
        let bars = format!("\"bars\":\"{}\"", self.close.len());
        (bars, format!("\"tail\":\"{}\"", tail.join(" ")))
    }

    fn round(&mut self, repetitions: usize) -> (u64, u32) {
        let start = Instant::now();
        for _ in 0..repetitions {
            self.run();
        }
        let ns = start.elapsed().as_nanos() as u64;
        (ns, self.outputs[0][self.close.len() - 1].to_bits() as u32)
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[2]).expect("bars");
    let f64_at = |at: usize| f64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
    let count = u64::from_le_bytes(bytes[0..8].try_into().unwrap()) as usize;
    let column = |k: usize, i: usize| f64_at(8 + (k * count + i) * 8);
    let rows: Vec<Bar> = (0..count)
        .map(|i| (column(0, i), column(1, i), column(2, i), column(3, i), column(4, i)))
        .collect();
    let mut peer = Peer {
        name: args[1].clone(),
        close: rows.iter().map(|bar| bar.3).collect(),
        bars: rows,
        outputs: vec![vec![0.0; count]; 3],
    };
    peer.run();
    serve(&mut peer);
}
