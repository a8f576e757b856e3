// Makes objects in many ways: as many as it may, or more.
import { Market, market, OrderRequest, param, Strategy, Trade } from 'outcry/assembly/strategy';

class Row {
  a: f64 = 1;
  b: f64 = 2;
}

const rows: Row[] = [];
let last: usize = 0;

class HeapProbe extends Strategy {
  private how: i32 = <i32>param('how');
  private main: Market = market('main');
  private request: OrderRequest = new OrderRequest();
  private prints: i32 = 0;
  private names: Map<string, i32> = new Map();
  private text: string = '';
  private list: Array<i64> = [];

  onTrade(trade: Trade): void {
    const n = ++this.prints;
    const request = this.request.reset(this.main.id, n % 2 == 1, 1000, 0);
    request.tag = this.how == 0 ? this.worked(trade, n) : n;
    request.submit();
    if (n >= 5) this.take();
  }

  /** Lists, texts and maps, and what came of them. */
  private worked(trade: Trade, n: i32): i64 {
    this.text += n.toString() + '/';
    this.names.set(this.text, n);
    for (let i = 0; i < 100; i++) this.list.push((<i64>n * 7919 + i * 104729) % 1000);
    this.list.sort((a, b) => <i32>(a - b));
    const other = this.list.slice(10, 20).map<i64>((one) => one * 2);
    let sum = trade.priceQuanta + this.names.get(this.text) + this.names.size;
    for (let i = 0; i < other.length; i++) sum = sum * 3 + other[i];
    const parts = this.text.split('/');
    return (sum + parts.length + this.text.length) % 1000000007;
  }

  private take(): void {
    switch (this.how) {
      case 1:
        while (true) rows.push(new Row());
      case 2:
        while (true) this.text += 'more ';
      case 3:
        while (true) this.list.push(-1);
      case 4:
        while (true) this.names.set(this.names.size.toString(), 1);
      case 5:
        new StaticArray<f64>(1 << 24);
        break;
      case 6:
        heap.alloc(<usize>1 << 31);
        break;
      case 7: {
        let bytes: usize = 16;
        last = heap.alloc(bytes);
        while (true) {
          bytes += 1;
          last = heap.realloc(last, bytes);
          store<u8>(last + bytes - 1, 0xff);
        }
      }
      case 8:
        while (true) store<u8>(heap.alloc(1), 0xff);
    }
  }
}

export function create(): Strategy {
  if (param('how') == 9) while (true) rows.push(new Row());
  return new HeapProbe();
}
