//! A dense book in Rust: quantities by tick in a window of 2^17 slots, an occupancy bitmap with a
//! summary, and an ordered map for what lies outside. The window stays where the snapshot puts it
//! and is moved by rebuilding, which is rare. This is the book behind the JSON peers.

use std::collections::BTreeMap;

const BITS: u32 = 17;
const SLOTS: usize = 1 << BITS;

struct Side {
    qty: Vec<i64>,
    bits: Vec<u64>,
    summary: [u64; SLOTS >> 12],
    /// Index of the best slot; usize::MAX when the window is empty.
    best: usize,
    far: BTreeMap<i64, i64>,
}

const NONE: usize = usize::MAX;

impl Side {
    fn new() -> Self {
        Side {
            qty: vec![0; SLOTS],
            bits: vec![0; SLOTS >> 6],
            summary: [0; SLOTS >> 12],
            best: NONE,
            far: BTreeMap::new(),
        }
    }

    fn clear(&mut self) {
        self.qty.fill(0);
        self.bits.fill(0);
        self.summary.fill(0);
        self.best = NONE;
        self.far.clear();
    }

    fn below(&self, slot: usize) -> usize {
        let word = slot >> 6;
        let here = self.bits[word] & ((1u64 << (slot & 63)) - 1);
        if here != 0 {
            return (word << 6) + 63 - here.leading_zeros() as usize;
        }
        let mut index = word >> 6;
        let mut candidates = self.summary[index] & ((1u64 << (word & 63)) - 1);
        loop {
            if candidates != 0 {
                let found = (index << 6) + 63 - candidates.leading_zeros() as usize;
                return (found << 6) + 63 - self.bits[found].leading_zeros() as usize;
            }
            if index == 0 {
                return NONE;
            }
            index -= 1;
            candidates = self.summary[index];
        }
    }

    fn above(&self, slot: usize) -> usize {
        let word = slot >> 6;
        let here = self.bits[word] & ((!0u64 << (slot & 63)) << 1);
        if here != 0 {
            return (word << 6) + here.trailing_zeros() as usize;
        }
        let mut index = word >> 6;
        let mut candidates = self.summary[index] & ((!0u64 << (word & 63)) << 1);
        loop {
            if candidates != 0 {
                let found = (index << 6) + candidates.trailing_zeros() as usize;
                return (found << 6) + self.bits[found].trailing_zeros() as usize;
            }
            index += 1;
            if index == self.summary.len() {
                return NONE;
            }
            candidates = self.summary[index];
        }
    }

    #[inline(always)]
    fn set<const ASK: bool>(&mut self, slot: usize, qty: i64) {
        let word = slot >> 6;
        let bit = 1u64 << (slot & 63);
        self.qty[slot] = qty;
        if qty != 0 {
            self.bits[word] |= bit;
            self.summary[word >> 6] |= 1 << (word & 63);
            let better = if ASK { slot < self.best } else { slot > self.best };
            if self.best == NONE || better {
                self.best = slot;
            }
        } else {
            self.bits[word] &= !bit;
            if self.bits[word] == 0 {
                self.summary[word >> 6] &= !(1 << (word & 63));
            }
            if slot == self.best {
                self.best = if ASK { self.above(slot) } else { self.below(slot) };
            }
        }
    }
}

pub struct Ladder {
    base: i64,
    tick: i64,
    bids: Side,
    asks: Side,
    placed: bool,
}

impl Ladder {
    /// `tick` in quanta.
    pub fn new(tick: i64) -> Self {
        Ladder { base: 0, tick, bids: Side::new(), asks: Side::new(), placed: false }
    }

    pub fn clear(&mut self) {
        self.bids.clear();
        self.asks.clear();
        self.placed = false;
    }

    fn place(&mut self, price: i64) {
        self.base = (price.div_euclid(self.tick) - (SLOTS as i64 >> 1)) * self.tick;
        self.placed = true;
    }

    /// Absolute quantity in quanta; 0 removes.
    #[inline(always)]
    pub fn set<const ASK: bool>(&mut self, price: i64, qty: i64) {
        if !self.placed {
            self.place(price);
        }
        let rel = (price - self.base) as u64;
        let slot = if self.tick == 1 { rel } else { rel / self.tick as u64 };
        let side = if ASK { &mut self.asks } else { &mut self.bids };
        if slot < SLOTS as u64 && (self.tick == 1 || slot * self.tick as u64 == rel) {
            side.set::<ASK>(slot as usize, qty);
        } else if qty == 0 {
            side.far.remove(&price);
        } else {
            side.far.insert(price, qty);
        }
    }

    /// Call between frames: moves the window when the middle leaves its central half.
    pub fn recenter(&mut self) {
        let (bid, _, ask, _) = self.top();
        if bid == 0 || ask == 0 {
            return;
        }
        let ticks = ((bid + ask) / 2 - self.base) / self.tick;
        let quarter = SLOTS as i64 >> 2;
        if ticks >= quarter && ticks < 3 * quarter {
            return;
        }
        let mut levels = [Vec::new(), Vec::new()];
        for (side, out) in [&mut self.bids, &mut self.asks].into_iter().zip(&mut levels) {
            out.extend(side.far.iter().map(|(&p, &q)| (p, q)));
            for (slot, &qty) in side.qty.iter().enumerate().filter(|(_, &q)| q != 0) {
                out.push((self.base + slot as i64 * self.tick, qty));
            }
            side.clear();
        }
        self.place((bid + ask) / 2);
        for &(price, qty) in &levels[0] {
            self.set::<false>(price, qty);
        }
        for &(price, qty) in &levels[1] {
            self.set::<true>(price, qty);
        }
    }

    /// Bid price and quantity, ask price and quantity in quanta; 0 and 0 for an empty side.
    #[inline(always)]
    pub fn top(&self) -> (i64, i64, i64, i64) {
        let inside = |side: &Side| match side.best {
            NONE => (0, 0),
            slot => (self.base + slot as i64 * self.tick, side.qty[slot]),
        };
        let mut bid = inside(&self.bids);
        let mut ask = inside(&self.asks);
        // A far level is the best only when it lies on the near side of the window's best.
        if let Some((&p, &q)) = self.bids.far.last_key_value() {
            if bid.1 == 0 || p > bid.0 {
                bid = (p, q);
            }
        }
        if let Some((&p, &q)) = self.asks.far.first_key_value() {
            if ask.1 == 0 || p < ask.0 {
                ask = (p, q);
            }
        }
        (bid.0, bid.1, ask.0, ask.1)
    }
}
