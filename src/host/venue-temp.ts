import { VenueConfigView, FillSource, VenueProfile, QueueModel } from '../abi/venue.ts';
import type { Core } from '../core/core.ts';
export interface VenueOptions { readonly profile?: 'honest' | 'compat-hftbacktest'; readonly queue?: keyof typeof QueueModel; readonly ordersMax?: number; readonly candles?: boolean; }
export function createVenue(core: Core, engine: number, id: number, o: VenueOptions, candles: boolean): number {
  const config = core.alloc(VenueConfigView.size, 'a venue');
  const view = new VenueConfigView(core.view, config);
  view.ordersMax = o.ordersMax ?? 1024;
  view.profile = o.profile === 'compat-hftbacktest' ? VenueProfile.CompatHftbacktest : VenueProfile.Honest;
  view.queueModel = QueueModel[o.queue ?? 'RiskAverse'];
  view.power = 3;
  view.fillSource = candles ? FillSource.Bars : FillSource.Market;
  const at = core.alloc(core.exports.venueSize(view.ordersMax) >>> 0, 'a venue');
  core.check(core.exports.venueInit(at, config, engine, id), 'venue');
  return at;
}
