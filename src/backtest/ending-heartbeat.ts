// A strategy that died has left nothing of what it did since the last copy of its record. Runs are
// deterministic: done once more, up to the call in which it died, the run gives the whole of it.
import { Heartbeat } from '../host/heartbeat.ts';
import { type LastCall, revive } from './messages.ts';

/** A heartbeat at which the run ends, with the error, before the strategy is called. */
export function endingHeartbeat(beats: Int32Array, until: LastCall): Int32Array {
  const calls = String(Heartbeat.Calls);
  return new Proxy(beats, {
    get: (target, key) => Reflect.get(target, key, target) as unknown,
    set: (target, key, value) => {
      const isLast =
        key === calls &&
        value === until.calls &&
        target[Heartbeat.TimeLow] === until.timeLow &&
        target[Heartbeat.TimeHigh] === until.timeHigh;
      if (isLast) throw revive(until.error);
      return Reflect.set(target, key, value, target);
    },
  });
}
