// A progress line on stderr, at a terminal only: where long work is, how fast, how long yet.
import type { Clock } from '../clock/clock.ts';
import type { ReplayProgress } from '../replay/replay.ts';
import { bytesText, count, durationText, rateText } from './output.ts';

const WIDTH = 24;
const EVERY_NS = 100e6;
/** Short work ends before anybody looks. */
const SILENT_NS = 400e6;

export class ProgressLine {
  private readonly clock: Clock;
  private readonly startedNs: number;
  private lastNs: number;
  private shown = false;
  private readonly enabled: boolean;

  constructor(clock: Clock, enabled: boolean) {
    this.clock = clock;
    this.startedNs = clock.monotonicNs();
    this.lastNs = this.startedNs + SILENT_NS - EVERY_NS;
    this.enabled = enabled;
  }

  readonly update = (progress: ReplayProgress): void => {
    const { consumedBytes, totalBytes, events } = progress;
    this.draw(
      consumedBytes,
      totalBytes,
      (seconds) => `${count(events)} events, ${rateText(events / seconds)}`,
    );
  };

  private draw(
    consumedBytes: number,
    totalBytes: number | undefined,
    say: (seconds: number) => string,
  ): void {
    if (!this.enabled) return;
    const now = this.clock.monotonicNs();
    if (now - this.lastNs < EVERY_NS) return;
    this.lastNs = now;
    this.shown = true;
    const seconds = (now - this.startedNs) / 1e9;
    const share = totalBytes ? Math.min(1, consumedBytes / totalBytes) : undefined;
    let text = say(seconds);
    if (share === undefined) text = `${bytesText(consumedBytes)}  ${text}`;
    else {
      const full = Math.round(share * WIDTH);
      const left = share > 0.01 ? `  ${durationText((seconds / share) * (1 - share))} left` : '';
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
      text = `${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${text}${left}`;
    }
    process.stderr.write(`\r\x1b[2K${text}`);
  }

  /** A line of any work that knows how many bytes it has taken. */
  text(consumedBytes: number, totalBytes: number | undefined, where: string): void {
    this.draw(consumedBytes, totalBytes, () => where);
  }

  /** Removes the line. */
  done(): void {
    if (this.shown) process.stderr.write('\r\x1b[2K');
  }
}
