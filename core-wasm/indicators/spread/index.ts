// Ids 896 to 959: which kernel an id stands for (src/indicators/catalogue/spread.ts).
import {
  amihudLayout,
  amihudRun,
  bookImbalanceRun,
  flowImbalanceLayout,
  flowImbalanceRun,
  kyleLayout,
  kyleRun,
  micropriceRun,
  plainLayout,
  quotedSpreadRun,
  rollLayout,
  rollRun,
} from './quotes';

export function spreadSize(id: u32, params: usize): u32 {
  switch (id) {
    case 896:
      return plainLayout(0, params);
    case 897:
      return plainLayout(0, params);
    case 898:
      return plainLayout(0, params);
    case 899:
      return flowImbalanceLayout(0, params);
    case 900:
      return rollLayout(0, params);
    case 901:
      return kyleLayout(0, params);
    case 902:
      return amihudLayout(0, params);
    default:
      return 0;
  }
}

export function spreadInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 896:
      plainLayout(s, params);
      return;
    case 897:
      plainLayout(s, params);
      return;
    case 898:
      plainLayout(s, params);
      return;
    case 899:
      flowImbalanceLayout(s, params);
      return;
    case 900:
      rollLayout(s, params);
      return;
    case 901:
      kyleLayout(s, params);
      return;
    case 902:
      amihudLayout(s, params);
      return;
    default:
      unreachable();
  }
}

export function spreadRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 896:
      return quotedSpreadRun(s, inputs, outputs, n);
    case 897:
      return bookImbalanceRun(s, inputs, outputs, n);
    case 898:
      return micropriceRun(s, inputs, outputs, n);
    case 899:
      return flowImbalanceRun(s, inputs, outputs, n);
    case 900:
      return rollRun(s, inputs, outputs, n);
    case 901:
      return kyleRun(s, inputs, outputs, n);
    case 902:
      return amihudRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
