/** The simulated venue by address. 64-bit arguments are BigInt here: for tests and cold paths. */
export interface VenueExports {
  venueSize(ordersMax: number): number;
  venueInit(at: number, config: number, engine: number, instrumentId: number): number;
  venueMarket(at: number, record: number, out: number, outEnd: number): number;
  venueRequest(at: number, record: number, out: number, outEnd: number): number;
  venueTime(at: number, nowNs: bigint, out: number, outEnd: number): number;
  venueNextTime(at: number): bigint;
  venueOutputMax(at: number): number;
  venueOpenOrders(at: number): number;
  venueOrderState(at: number, out: number): number;
}
