// The script of sweep.html: the heat map and the order of the table.
import { compact, percent } from '../numbers.ts';
import { type SweepPageData, shownFigure } from '../sweep-data.ts';
import { type Grid, type GridCell, gridOf, type Join } from '../sweep-grid.ts';
import { copyOnClick } from './copy.ts';

/** More columns than this have no room for text; its values stand in tooltips. */
const TEXT_COLUMNS = 26;
const JOINS = ['best', 'median', 'worst'] as const;

function numberOf(figure: number | string | null | undefined): number {
  return figure === null || figure === undefined ? Number.NaN : Number(figure);
}

function chosen(id: string, otherwise: number): number {
  const found = document.getElementById(id);
  return found instanceof HTMLSelectElement ? Number(found.value) : otherwise;
}

type FigureInfo = SweepPageData['figures'][number];

function cellText(figure: FigureInfo, value: number): string {
  if (figure.kind === 'percent') return percent(value, Math.abs(value) < 0.0995 ? 2 : 1);
  return figure.kind === 'ratio' ? shownFigure('ratio', value) : compact(value);
}

/** How strongly a value is coloured, 0 to 1, and in which colour. */
function shadeOf(figure: FigureInfo, value: number, low: number, high: number) {
  if (figure.isSigned) {
    const most = Math.max(Math.abs(low), Math.abs(high));
    const strength = most > 0 ? Math.sqrt(Math.min(1, Math.abs(value) / most)) : 0;
    return { kind: value < 0 ? 'heat loss' : 'heat gain', strength };
  }
  return { kind: 'level', strength: high > low ? (value - low) / (high - low) : 0.5 };
}

class SweepPage {
  readonly #data: SweepPageData;
  #sorted: number;
  #isReversed = false;

  constructor(data: SweepPageData) {
    this.#data = data;
    this.#sorted = data.rankBy;
  }

  start(): void {
    for (const id of ['map-figure', 'map-column', 'map-row', 'map-join'])
      document.getElementById(id)?.addEventListener('change', () => this.#drawMap());
    for (const button of document.querySelectorAll<HTMLElement>('[data-sort]'))
      button.addEventListener('click', () => this.#sort(Number(button.dataset['sort'])));
    this.#drawMap();
  }

  #drawMap(): void {
    const target = document.getElementById('map');
    if (target === null) return;
    const { params, figures, runs } = this.#data;
    const place = chosen('map-figure', this.#data.rankBy);
    const figure = figures[place];
    const column = chosen('map-column', 0);
    const wished = chosen('map-row', -1);
    const row = wished === column ? -1 : wished;
    const join: Join = JOINS[chosen('map-join', 1)] ?? 'median';
    if (figure === undefined) return;
    const valueOf = (run: number): number => numberOf(runs[run]?.f[place]);
    const grid = gridOf(runs, column, row, valueOf, join, figure.better);
    target.replaceChildren(this.#table(grid, figure, column, row));
    const most = Math.max(...grid.cells.flat().map((cell) => cell?.runs ?? 0));
    const caption = document.getElementById('map-caption');
    if (caption === null) return;
    const axes = row < 0 ? '' : ` and ${params[row] ?? ''} down`;
    const many = most > 1 ? ` A cell is the ${join} of up to ${most} runs.` : '';
    caption.textContent = `${figure.label} with ${params[column] ?? ''} across${axes}.${many}`;
  }

  #table(grid: Grid, figure: FigureInfo, column: number, row: number): HTMLTableElement {
    const values = grid.cells
      .flat()
      .map((cell) => cell?.value ?? Number.NaN)
      .filter((value) => Number.isFinite(value));
    const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const table = document.createElement('table');
    const isDense = grid.columns.length > TEXT_COLUMNS;
    table.className = isDense ? 'grid dense' : 'grid';
    const head = table.createTHead().insertRow();
    const heading = (text: string, parent: HTMLTableRowElement, shows = true): void => {
      const cell = document.createElement('th');
      cell.textContent = shows ? text : '';
      cell.title = text;
      parent.append(cell);
    };
    heading('', head);
    const every = isDense ? Math.ceil(grid.columns.length / 20) : 1;
    for (const [i, text] of grid.columns.entries()) heading(text, head, i % every === 0);
    const body = table.createTBody();
    const { params } = this.#data;
    for (const [line, cells] of grid.cells.entries()) {
      const place = body.insertRow();
      heading(grid.rows[line] ?? '', place);
      for (const [i, cell] of cells.entries()) {
        const where = [`${params[column] ?? ''} ${grid.columns[i] ?? ''}`];
        if (row >= 0) where.push(`${params[row] ?? ''} ${grid.rows[line] ?? ''}`);
        this.#fill(place.insertCell(), cell, figure, low, high, where.join(', '));
      }
    }
    return table;
  }

  #fill(
    target: HTMLTableCellElement,
    cell: GridCell | undefined,
    figure: FigureInfo,
    low: number,
    high: number,
    where: string,
  ): void {
    if (cell === undefined || Number.isNaN(cell.value)) {
      target.className = 'void';
      target.title = cell === undefined ? `${where}: no run` : `${where}: no answer`;
      return;
    }
    const { kind, strength } = shadeOf(figure, cell.value, low, high);
    const shade = 6 + 74 * Math.min(1, strength);
    target.className = `${kind}${shade > 55 ? ' heat strong' : ''}`;
    target.style.setProperty('--shade', `${shade.toFixed(0)}%`);
    target.textContent = cellText(figure, cell.value);
    const value = shownFigure(figure.kind, cell.value, figure.isSigned);
    const many = cell.runs > 1 ? ` of ${cell.runs} runs` : '';
    target.title = `${where}: ${figure.label} ${value}${many}`;
  }

  /** Rows of the table by a figure, best first; again: worst first. */
  #sort(place: number): void {
    const body = document.getElementById('ranking');
    const figure = this.#data.figures[place];
    if (body === null || figure === undefined) return;
    this.#isReversed = place === this.#sorted && !this.#isReversed;
    this.#sorted = place;
    const sign = (figure.better === -1 ? 1 : -1) * (this.#isReversed ? -1 : 1);
    const rows = [...body.children].map((row) => {
      const rank = Number(row.firstElementChild?.textContent ?? '1') - 1;
      return { row, rank, value: numberOf(this.#data.runs[rank]?.f[place]) };
    });
    rows.sort((a, b) => {
      const [left, right] = [Number.isNaN(a.value), Number.isNaN(b.value)];
      if (left || right) return Number(left) - Number(right) || a.rank - b.rank;
      return a.value === b.value ? a.rank - b.rank : sign * (a.value < b.value ? -1 : 1);
    });
    body.append(...rows.map(({ row }) => row));
    for (const button of document.querySelectorAll<HTMLElement>('[data-sort]'))
      if (Number(button.dataset['sort']) === place)
        button.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
      else button.removeAttribute('aria-sort');
  }
}

document.documentElement.classList.remove('no-script');
copyOnClick();
const text = document.getElementById('data')?.textContent ?? '';
new SweepPage(JSON.parse(text) as SweepPageData).start();
