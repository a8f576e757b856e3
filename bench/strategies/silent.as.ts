// silent.ts in AssemblyScript.
import { Market, Strategy } from 'outcry/assembly/strategy';

class Silent extends Strategy {
  private sum: i32 = 0;

  onTopOfBook(market: Market): void {
    this.sum++;
  }

  onStop(): void {
    if (this.sum == 0) throw new Error('it was never called');
  }
}

export function create(): Strategy {
  return new Silent();
}
