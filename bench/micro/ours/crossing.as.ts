// The rule of the sweep job's `crossing`, one set of it: signals at a bar's close, one unit, orders
// at the next open. A fill of a bar is told before it.
import { Sma } from 'outcry/assembly/indicators';
import { Bar, Fill, Market, market, param, Strategy } from 'outcry/assembly/strategy';

class Crossing extends Strategy {
  private main: Market = market('main');
  private qty: i64 = this.main.qtyToQuanta(1);
  private quick: Sma = new Sma(<u32>param('fast'));
  private calm: Sma = new Sma(<u32>param('slow'));
  private wasOver: bool = false;
  private wasUnder: bool = false;
  private hasLast: bool = false;
  private enter: bool = false;
  private exit: bool = false;
  private isWaiting: bool = false;

  onBar(bar: Bar): void {
    const quick = this.quick.update(bar.close);
    const calm = this.calm.update(bar.close);
    const over = quick > calm;
    const under = quick < calm;
    this.enter = over && this.hasLast && !this.wasOver;
    this.exit = under && this.hasLast && !this.wasUnder;
    this.hasLast = !isNaN(quick) && !isNaN(calm);
    this.wasOver = over;
    this.wasUnder = under;
    if (!this.isWaiting) this.decide();
  }

  onFill(fill: Fill): void {
    this.isWaiting = false;
  }

  private decide(): void {
    const position = this.main.positionQuanta;
    if (position > 0) {
      if (this.exit) this.isWaiting = this.main.close() != 0;
    } else if (this.enter) this.isWaiting = this.main.buyQuanta(this.qty) != 0;
  }
}

export function create(): Strategy {
  return new Crossing();
}
