// What a record and the book behind it add to the hash of a run.
import { BookState } from '../abi/book';
import { EngineState, InstrumentState } from '../abi/engine';
import { DEFINITION_WINDOW_BITS, Header, RecordKind } from '../abi/records';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { mix, mixPair, mixRange } from './hash';
import { bookOf } from './instrument';

/** Of the eight bytes at offset 32 of a definition. */
@inline const WINDOW_BITS_MASK: u64 = (<u64>0xff) << ((DEFINITION_WINDOW_BITS - 32) * 8);

/** Top of the book into the hash: nothing of a book that is not live. */
@inline
function hashTop(hash: u64, inst: InstrumentState): u64 {
  if (inst.state != BookState.Live) return mix(hash, <u64>inst.state);
  const book = bookOf(inst);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  const top = mixPair(hash, <u64>bid, <u64>ask);
  return mixPair(top, <u64>bookQty(book, BID, bid), <u64>bookQty(book, ASK, ask));
}

/** The instrument id is of this run only: the instrument's own hash stands for it. */
export function hashRecord(engine: EngineState, inst: InstrumentState, record: Header): void {
  const at = changetype<usize>(record);
  const head = load<u64>(at) & 0x0000ffffffffffff;
  let hash = mixPair(engine.dataHash, head, <u64>record.recvTsNs);
  hash = mix(hash, inst.keyHash);
  hash = mixPair(hash, load<u64>(at, 16), load<u64>(at, 24));
  // How wide a window the book has is no fact of the market.
  const rest =
    record.kind == RecordKind.Definition
      ? load<u64>(at, 32) & ~WINDOW_BITS_MASK
      : load<u64>(at, 32);
  hash = mixPair(hash, rest, load<u64>(at, 40));
  hash = mixRange(hash, at + 48, at + record.size);
  engine.dataHash = hashTop(hash, inst);
}
