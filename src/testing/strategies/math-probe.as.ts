// The probe of math-probe.ts in AssemblyScript.
import * as math from 'outcry/assembly/math';
import { Market, market, OrderRequest, Strategy } from 'outcry/assembly/strategy';

const COUNT = 5000;

class MathProbe extends Strategy {
  private main: Market = market('main');
  private request: OrderRequest = new OrderRequest();
  private digest: i32 = 0;
  private seed: i32 = 1;
  private isDone: bool = false;

  private mix(x: f64): void {
    const bits = isNaN(x) ? <u64>0 : reinterpret<u64>(x);
    this.digest = this.digest * 31 + <i32>bits;
    this.digest = this.digest * 31 + <i32>(bits >> 32);
  }

  private next(): f64 {
    this.seed = this.seed * 1664525 + 1013904223;
    return <f64>(<u32>this.seed) / 4294967296;
  }

  onTopOfBook(where: Market): void {
    if (this.isDone || !this.main.isLive) return;
    this.isDone = true;
    for (let i = 0; i < COUNT; i++) {
      const x = (this.next() - 0.5) * (i % 2 == 0 ? 2 : 2000);
      const y = (this.next() - 0.5) * 20;
      this.mix(math.exp(x));
      this.mix(math.expm1(x));
      this.mix(math.log(x));
      this.mix(math.log2(x));
      this.mix(math.log10(x));
      this.mix(math.cbrt(x));
      this.mix(sqrt(x));
      this.mix(math.sin(x));
      this.mix(math.cos(x));
      this.mix(math.tan(x));
      this.mix(math.asin(x));
      this.mix(math.acos(x));
      this.mix(math.atan(x));
      this.mix(math.sinh(x));
      this.mix(math.cosh(x));
      this.mix(math.tanh(x));
      this.mix(math.pow(x, y));
      this.mix(math.atan2(x, y));
    }
    const request = this.request.reset(this.main.id, true, this.main.lotQuanta, 0);
    request.tag = this.digest;
    request.submit();
  }
}

export function create(): Strategy {
  return new MathProbe();
}
