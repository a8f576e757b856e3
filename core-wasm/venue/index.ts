// What the host and tests reach of the simulated venue.
export { venueInit, venueOutputMax, venueSize } from './state';
export { venueMarket } from './market';
export { venueRequest } from './request';
export { venueNextTime, venueOpenOrders, venueOrderState, venueTime } from './time';
