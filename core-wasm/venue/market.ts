export function venueMarket(at: usize, record: usize, out: usize, outEnd: usize): i32 { return 0; }
