// The script of report.html: draws the charts and answers to choices. What it reads is the element
// `data`; everything else on the page is complete without it.
import type { PageData } from '../page-data.ts';
import { elementOf } from './chart.ts';
import { curveOf } from './columns.ts';
import { copyOnClick } from './copy.ts';
import { drawCurves, type Unit } from './curves-panel.ts';
import { drawFillsPanel } from './fills-panel.ts';
import { shownStrategy } from './shown.ts';
import type { Uplot } from './uplot-api.ts';
import { TimeView } from './view.ts';

const CHARTS = ['equity-chart', 'drawdown-chart', 'price-chart', 'position-chart'] as const;

class ReportPage {
  readonly #data: PageData;
  readonly #view: TimeView;
  readonly #strategies;
  readonly #marks;
  readonly #hidden = new Set<number>();
  #unit: Unit;
  #focus = 0;
  #instrument = 0;
  #charts: Uplot[] = [];

  constructor(data: PageData) {
    this.#data = data;
    this.#view = new TimeView(data.startSeconds, data.endSeconds);
    this.#strategies = data.strategies.map(shownStrategy);
    this.#marks = data.marks.map(curveOf);
    this.#unit = data.strategies.length > 1 ? 'return' : 'money';
  }

  start(): void {
    this.#bindChoices();
    for (const id of CHARTS)
      elementOf(id).addEventListener('keydown', (event) => {
        const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (isPlain && this.#view.press(event.key)) event.preventDefault();
      });
    new ResizeObserver(() => this.#resize()).observe(elementOf('equity-chart'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    const onPaper = (isPaper: boolean) => () => {
      document.documentElement.classList.toggle('paper', isPaper);
      this.draw();
    };
    addEventListener('beforeprint', onPaper(true));
    addEventListener('afterprint', onPaper(false));
    this.draw();
  }

  #bindChoices(): void {
    const onClick = (name: string, act: (value: string, button: HTMLElement) => void): void => {
      for (const button of document.querySelectorAll<HTMLElement>(`[data-${name}]`))
        button.addEventListener('click', () => act(button.dataset[name] ?? '', button));
    };
    onClick('zoom', (how) => {
      if (how === 'reset') this.#view.reset();
      else this.#view.zoom(how === 'in' ? 0.5 : 2);
    });
    onClick('unit', (unit) => {
      this.#unit = unit === 'return' ? 'return' : 'money';
      this.draw();
    });
    onClick('show', (text, button) => {
      const index = Number(text);
      const isShown = this.#hidden.delete(index);
      if (!isShown) this.#hidden.add(index);
      button.setAttribute('aria-pressed', String(isShown));
      this.draw();
    });
    const onSelect = (id: string, act: (value: number) => void): void => {
      document.getElementById(id)?.addEventListener('change', (event) => {
        act(Number((event.target as HTMLSelectElement).value));
        this.draw();
      });
    };
    onSelect('focus', (index) => {
      this.#focus = index;
    });
    onSelect('instrument', (index) => {
      this.#instrument = index;
    });
  }

  #resize(): void {
    for (const chart of this.#charts) {
      const width = chart.root.parentElement?.clientWidth ?? 0;
      if (width > 0) chart.setSize({ width, height: chart.root.clientHeight });
    }
  }

  /** Everything anew: after a choice or a change of colours. */
  draw(): void {
    for (const chart of this.#charts) chart.destroy();
    for (const button of document.querySelectorAll<HTMLElement>('[data-unit]'))
      button.setAttribute('aria-pressed', String(button.dataset['unit'] === this.#unit));
    for (const part of document.querySelectorAll<HTMLElement>('[data-detail]'))
      part.hidden = Number(part.dataset['detail']) !== this.#focus;
    const focus = this.#strategies[this.#focus];
    if (focus === undefined) return;
    const shown = this.#strategies.filter(({ index }) => !this.#hidden.has(index));
    const hold = this.#marks[0];
    this.#charts = [
      ...drawCurves(this.#data, shown, hold, this.#unit, this.#view),
      ...drawFillsPanel(
        this.#data,
        focus,
        this.#instrument,
        this.#marks[this.#instrument],
        this.#view,
      ),
    ];
    this.#view.show(this.#charts);
  }
}

document.documentElement.classList.remove('no-script');
copyOnClick();
new ReportPage(JSON.parse(elementOf('data').textContent ?? '') as PageData).start();
