// The crossover of sma-cross.ts in AssemblyScript: same rule, same orders.
import { Sma } from 'outcry/assembly/indicators';
import { Bar, Market, market, param, Strategy } from 'outcry/assembly/strategy';

class SmaCross extends Strategy {
  private main: Market = market('main');
  private qty: i64 = this.main.qtyToQuanta(param('qty'));
  private fast: Sma = new Sma(param('fast'));
  private slow: Sma = new Sma(param('slow'));
  /** -1 below, 1 above, 0 before both averages have a value. */
  private was: i32 = 0;

  onBar(bar: Bar): void {
    const difference = this.fast.update(bar.close) - this.slow.update(bar.close);
    if (isNaN(difference)) return;
    const now = difference > 0 ? 1 : -1;
    if (this.was < 0 && now > 0) this.main.buyQuanta(this.qty);
    if (this.was > 0 && now < 0) this.main.close();
    this.was = now;
  }
}

export function create(): Strategy {
  return new SmaCross();
}
