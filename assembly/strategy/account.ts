// The account in units of the settlement currency.
import { CurrencyBalance } from '../../core-wasm/abi/account';
import { accountEquity } from '../../core-wasm/account/margin';
import { currencyOf } from '../../core-wasm/account/state';
import { cashOf, sessionOf, settlementOf } from './session';

@inline
function balance(): CurrencyBalance {
  return currencyOf(sessionOf().account, settlementOf());
}

/** Cash and open positions at their marks. */
export function equity(): f64 {
  return cashOf(accountEquity(sessionOf().account, settlementOf()));
}

export function cash(): f64 {
  return cashOf(balance().cash);
}

export function realizedPnl(): f64 {
  return cashOf(balance().realized);
}

/** Of perpetuals: what spot positions are worth is part of the equity alone. */
export function unrealizedPnl(): f64 {
  return cashOf(balance().unrealized);
}

export function fees(): f64 {
  return cashOf(balance().fee);
}
