// What another thread sees of a strategy that runs: whether a handler is still busy, and since
// when.
import type { Session } from '../session/session.ts';

/**
 * Places of a heartbeat, which another thread may watch: 1 while the strategy runs, calls so far,
 * time of the event (low and high half). `Stop` is set from outside: what there is so far is wanted
 * now.
 */
export const Heartbeat = { Running: 0, Calls: 1, TimeLow: 2, TimeHigh: 3, Stop: 4 } as const;

export class Pulse {
  private readonly beats: Int32Array | undefined;
  private readonly view: DataView;
  private readonly clock: number;
  private calls = 0;

  constructor(session: Session, beats: Int32Array | undefined) {
    this.beats = beats;
    this.view = session.core.view;
    this.clock = session.address;
  }

  /** Before each call of a handler. */
  beat(): void {
    const { beats, view, clock } = this;
    if (beats === undefined) return;
    beats[Heartbeat.TimeLow] = view.getInt32(clock, true);
    beats[Heartbeat.TimeHigh] = view.getInt32(clock + 4, true);
    this.calls = (this.calls + 1) | 0;
    beats[Heartbeat.Calls] = this.calls;
  }

  /** Whatever `work` calls is the strategy's. */
  during<T>(work: () => T): T {
    const { beats } = this;
    if (beats === undefined) return work();
    this.beat();
    beats[Heartbeat.Running] = 1;
    try {
      return work();
    } finally {
      beats[Heartbeat.Running] = 0;
    }
  }
}
