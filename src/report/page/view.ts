// The stretch of time that all charts show. They follow it, and it follows what is dragged on one.
import type { Uplot } from './uplot-api.ts';

const SPAN_MIN = 0.001;

export class TimeView {
  readonly #full: { readonly min: number; readonly max: number };
  #charts: Uplot[] = [];
  #min: number;
  #max: number;
  #isMoving = false;

  constructor(startSeconds: number, endSeconds: number) {
    // A run of one moment still needs a width.
    const margin = endSeconds > startSeconds ? 0 : 0.5;
    this.#full = { min: startSeconds - margin, max: endSeconds + margin };
    this.#min = this.#full.min;
    this.#max = this.#full.max;
  }

  get range(): { readonly min: number; readonly max: number } {
    return { min: this.#min, max: this.#max };
  }

  /** Replaces the charts; they take the present stretch. */
  show(charts: readonly Uplot[]): void {
    this.#charts = [...charts];
    this.#apply();
  }

  /** A chart was dragged. */
  follow(chart: Uplot): void {
    const { min, max } = chart.scales['x'] ?? {};
    if (this.#isMoving || typeof min !== 'number' || typeof max !== 'number') return;
    if (!this.#charts.includes(chart)) return;
    this.move(min, max);
  }

  move(min: number, max: number): void {
    const { min: first, max: last } = this.#full;
    const span = Math.min(last - first, Math.max(SPAN_MIN, max - min));
    this.#min = Math.min(last - span, Math.max(first, min));
    this.#max = this.#min + span;
    this.#apply();
  }

  /** `factor` below 1 shows less. */
  zoom(factor: number, at = (this.#min + this.#max) / 2): void {
    this.move(at - (at - this.#min) * factor, at + (this.#max - at) * factor);
  }

  /** By a share of what is shown. */
  shift(share: number): void {
    const by = (this.#max - this.#min) * share;
    this.move(this.#min + by, this.#max + by);
  }

  reset(): void {
    this.move(this.#full.min, this.#full.max);
  }

  /** What a key does; false where it does nothing. */
  press(key: string): boolean {
    if (key === '+' || key === '=') this.zoom(0.5);
    else if (key === '-' || key === '_') this.zoom(2);
    else if (key === 'ArrowLeft') this.shift(-0.2);
    else if (key === 'ArrowRight') this.shift(0.2);
    else if (key === '0' || key === 'Escape' || key === 'Home') this.reset();
    else return false;
    return true;
  }

  #apply(): void {
    if (this.#isMoving) return;
    this.#isMoving = true;
    for (const chart of this.#charts) chart.setScale('x', { min: this.#min, max: this.#max });
    this.#isMoving = false;
  }
}
