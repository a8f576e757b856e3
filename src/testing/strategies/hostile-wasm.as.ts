// A strategy in AssemblyScript that misbehaves as its parameters say.
import { Market, market, param, Strategy } from 'outcry/assembly/strategy';

let kept: Array<f64>[] = [];

class HostileWasm extends Strategy {
  private what: i32 = <i32>param('what');
  private main: Market = market('main');
  private turns: i32 = 0;

  onTopOfBook(where: Market): void {
    if (++this.turns < 3) return;
    if (this.what == 0) kept.push(new Array<f64>(1 << 16));
    else if (this.what == 1) unreachable();
    else if (this.what == 2) while (true) store<i32>(0x100, load<i32>(0x100) + 1);
    else if (this.what == 3) this.main.buyQuanta(0);
    else if (this.what == 4) throw new Error('as it was told');
  }

  onPause(): void {
    if (this.what == 5) throw new Error('before the pause');
  }

  onResume(): void {
    if (this.what == 6) throw new Error('after the pause');
  }
}

export function create(): Strategy {
  return new HostileWasm();
}
