// A strategy in AssemblyScript that aborts in the handler that its parameter names.
import {
  Bar,
  Fill,
  Market,
  market,
  Order,
  param,
  setTimer,
  Strategy,
  Trade,
} from 'outcry/assembly/strategy';

class Everywhere extends Strategy {
  private where: i32 = <i32>param('where');
  private main: Market = market('main');
  private turns: i32 = 0;

  constructor() {
    super();
    this.at(0);
  }

  private at(where: i32): void {
    if (this.where == where) throw new Error('as it was told');
  }

  onStart(): void {
    this.at(1);
    setTimer(1, 100_000_000, 100_000_000);
  }

  onBook(where: Market): void {
    this.at(2);
  }

  onTopOfBook(where: Market): void {
    this.at(3);
  }

  onTrade(trade: Trade): void {
    this.at(4);
  }

  onBar(bar: Bar): void {
    this.at(5);
  }

  onTimer(id: u32): void {
    if (this.main.isLive) {
      if (this.turns++ % 2 == 0) this.main.buyQuanta(this.main.lotQuanta);
      else this.main.sellQuanta(this.main.lotQuanta);
    }
    this.at(6);
  }

  onOrder(order: Order): void {
    this.at(7);
  }

  onFill(fill: Fill): void {
    this.at(8);
  }

  onStop(): void {
    this.at(9);
  }
}

export function create(): Strategy {
  return new Everywhere();
}
