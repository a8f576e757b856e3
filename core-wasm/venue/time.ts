export function venueTime(at: usize, nowNs: i64, out: usize, outEnd: usize): i32 { return 0; }
export function venueNextTime(at: usize): i64 { return i64.MAX_VALUE; }
export function venueOpenOrders(at: usize): u32 { return 0; }
export function venueOrderState(at: usize, out: usize): i32 { return 0; }
