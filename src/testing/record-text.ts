// Records as text, field by field, for comparison with oracles.
import {
  BboView,
  DepthView,
  HeaderView,
  RecordFlag,
  RecordKind,
  TradeView,
} from '../abi/records.ts';

function depthText(view: DataView, at: number): string {
  const depth = new DepthView(view, at);
  const snapshot = depth.kind === RecordKind.DepthSnapshot;
  const parts: (string | bigint)[] = [depth.firstSeq, depth.lastSeq, depth.prevSeq];
  parts.push(`${depth.bidCount}+${depth.rowCount - depth.bidCount}`);
  for (let row = at + 64; row < at + depth.size; row += 16)
    parts.push(view.getBigInt64(row, true), view.getBigInt64(row + 8, true));
  const bad = depth.size !== 64 + 16 * depth.rowCount || depth.reserved !== 0n ? ' malformed' : '';
  return `${snapshot ? 'snapshot' : 'depthUpdate'} HEAD ${parts.join(' ')}${bad}`;
}

function tradeText(view: DataView, at: number): string {
  const trade = new TradeView(view, at);
  const aggregate = (trade.flags & RecordFlag.Aggregate) !== 0;
  const side = trade.flags & RecordFlag.Sell ? 'sell' : 'buy';
  const both = (trade.flags & RecordFlag.Buy) !== 0 && side === 'sell' ? ' both sides' : '';
  const ids = `${trade.tradeId} ${trade.firstTradeId} ${trade.lastTradeId}`;
  const kind = aggregate ? 'aggTrade' : 'trade';
  return `${kind} HEAD ${side} ${trade.price} ${trade.qty} ${ids}${both}`;
}

function bboText(view: DataView, at: number): string {
  const bbo = new BboView(view, at);
  return `bookTicker HEAD ${bbo.bidPrice} ${bbo.bidQty} ${bbo.askPrice} ${bbo.askQty} ${bbo.seq}`;
}

/** Text of the record at `at`: kind, instrument, receive and exchange time, fields, rows. */
export function recordText(view: DataView, at: number): string {
  const header = new HeaderView(view, at);
  const head = `${header.instrumentId} ${header.recvTsNs} ${header.exchangeTsNs}`;
  let text = `kind ${header.kind}`;
  if (header.kind === RecordKind.DepthDelta || header.kind === RecordKind.DepthSnapshot)
    text = depthText(view, at);
  else if (header.kind === RecordKind.Trade) text = tradeText(view, at);
  else if (header.kind === RecordKind.Bbo) text = bboText(view, at);
  const odd =
    (header.flags & 3) !== 3 || (header.flags & RecordFlag.Slow) !== 0 ? ' odd flags' : '';
  return text.replace('HEAD', head) + odd;
}
