// outcry/assembly/strategy: what a strategy in AssemblyScript is written with.
export { OrderKind, OrderReason, OrderStatus, Side, TimeInForce } from '../core-wasm/abi/orders';
export { cash, equity, fees, realizedPnl, unrealizedPnl } from './strategy/account';
export { cancel } from './strategy/commands';
export { Depth } from './strategy/depth';
export { Bar, Fill, Order, Trade } from './strategy/events';
export { market, param } from './strategy/given';
export { log } from './strategy/log';
export { Market } from './strategy/market';
export { nextOpenOrder, openOrderCount, orderOf } from './strategy/open-orders';
export {
  cancelAll,
  clearTimer,
  modify,
  replace,
  setInterval,
  setTimer,
} from './strategy/orders';
export { OrderRequest } from './strategy/request';
export { isWarmingUp, timeNs } from './strategy/run';
export { Strategy } from './strategy/strategy';
