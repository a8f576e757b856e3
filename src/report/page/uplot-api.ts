// The part of uPlot's interface that reports use. Its script stands before ours on the page.

export type Column = ArrayLike<number | null>;
export type AlignedData = readonly Column[];

export interface Uplot {
  readonly root: HTMLElement;
  readonly over: HTMLElement;
  readonly ctx: CanvasRenderingContext2D;
  readonly bbox: { left: number; top: number; width: number; height: number };
  readonly cursor: { left?: number; top?: number; idx?: number | null };
  readonly scales: Readonly<Record<string, { min?: number | null; max?: number | null }>>;
  readonly data: AlignedData;
  setScale(key: string, limits: { min: number; max: number }): void;
  setSize(size: { width: number; height: number }): void;
  valToPos(value: number, scale: string, canvasPixels?: boolean): number;
  posToVal(position: number, scale: string): number;
  destroy(): void;
}

export interface Axis {
  readonly scale?: string;
  /** 1: right. */
  readonly side?: number;
  readonly stroke: string;
  readonly font: string;
  readonly size?: number;
  readonly space?: number;
  readonly grid: { readonly stroke: string; readonly width: number };
  readonly ticks: { readonly stroke: string; readonly width: number; readonly size: number };
  readonly values?: (u: Uplot, splits: readonly number[]) => readonly string[];
}

export interface Series {
  readonly scale?: string;
  readonly label?: string;
  readonly stroke?: string;
  readonly fill?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly spanGaps?: boolean;
  readonly show?: boolean;
  readonly points?: { readonly show: boolean };
  readonly paths?: unknown;
}

export interface UplotOptions {
  readonly width: number;
  readonly height: number;
  readonly padding: readonly (number | null)[];
  readonly legend: { readonly show: boolean };
  readonly tzDate: (seconds: number) => Date;
  readonly cursor: object;
  readonly scales: Readonly<Record<string, object>>;
  readonly axes: readonly Axis[];
  readonly series: readonly Series[];
  readonly hooks: Readonly<Record<string, readonly ((u: Uplot, key: string) => void)[]>>;
}

export interface UplotConstructor {
  new (options: UplotOptions, data: AlignedData, target: HTMLElement): Uplot;
  tzDate(date: Date, zone: string): Date;
  readonly paths: { stepped(options: { align: 1 | -1 }): unknown };
}

/** The library that the page carries. */
export function uplotOfPage(): UplotConstructor {
  return (globalThis as unknown as { uPlot: UplotConstructor }).uPlot;
}
