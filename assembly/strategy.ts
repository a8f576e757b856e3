// outcry/assembly/strategy: what a strategy in AssemblyScript is written with.
export { OrderKind, OrderReason, OrderStatus, Side, TimeInForce } from '../core-wasm/abi/orders';
export { Bar, Fill, Order, Trade } from './strategy/events';
export { Market } from './strategy/market';
export { cancel, clearTimer, replace, setTimer } from './strategy/orders';
export { OrderRequest } from './strategy/request';
export {
  equity,
  isWarmingUp,
  market,
  openOrderCount,
  orderOf,
  param,
  timeNs,
} from './strategy/run';
export { Strategy } from './strategy/strategy';
