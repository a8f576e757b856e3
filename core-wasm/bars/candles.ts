// Candles that came as columns, as records.
import { Bar, BarFlag, BarRecordKind, SIZEOF_BAR } from '../abi/bars';
import { RecordFlag } from '../abi/records';

/**
 * Writes `count` bars to `out`. At `columns` stand `count` i64 each of: start (ns), open, high,
 * low, close, quantity (quanta), behind them the close before the first one (0: none). A candle is
 * known `intervalNs` after its start. `hasVolume`: in one without quantity whose prices are all the
 * close before it nothing traded. Quotes of currencies and indices move without any quantity.
 */
export function barsOfCandles(
  columns: u32,
  count: u32,
  intervalNs: i64,
  instrumentId: u32,
  hasVolume: u32,
  out: u32,
): void {
  const stride = (<usize>count) << 3;
  const end = <usize>columns + stride;
  let bar = changetype<Bar>(<usize>out);
  let before = load<i64>(<usize>columns + 6 * stride);
  for (let at = <usize>columns; at < end; at += 8) {
    const openTsNs = load<i64>(at);
    const high = load<i64>(at + 2 * stride);
    const low = load<i64>(at + 3 * stride);
    const close = load<i64>(at + 4 * stride);
    const qty = load<i64>(at + 5 * stride);
    bar.size = <u32>SIZEOF_BAR;
    bar.kind = BarRecordKind.Bar;
    bar.flags = RecordFlag.Exchange | RecordFlag.Local;
    bar.instrumentId = <u16>instrumentId;
    bar.recvTsNs = openTsNs + intervalNs;
    bar.exchangeTsNs = openTsNs + intervalNs;
    bar.openTsNs = openTsNs;
    bar.open = load<i64>(at + stride);
    bar.high = high;
    bar.low = low;
    bar.close = close;
    bar.qty = qty;
    bar.buyQty = 0;
    bar.turnover = <f64>close * <f64>qty;
    bar.eventCount = 1;
    // The open lies between low and high.
    const isStill = low == before && high == before && close == before;
    bar.barFlags = hasVolume != 0 && qty == 0 && isStill ? BarFlag.Empty : 0;
    before = close;
    bar.pad0 = 0;
    bar.seriesId = 0;
    bar.askOpen = 0;
    bar.askHigh = 0;
    bar.askLow = 0;
    bar.askClose = 0;
    bar = changetype<Bar>(changetype<usize>(bar) + SIZEOF_BAR);
  }
}
