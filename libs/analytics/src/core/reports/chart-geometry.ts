import type { ReportChart } from './report-document.js';

export interface Bar { readonly series: number; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface Point { readonly x: number; readonly y: number }
export interface Mark { readonly text: string; readonly x: number; readonly y: number }

/** A chart as shapes, the origin top left; bars or lines by series, marks along the axes, and where lines of the scale lie. */
export interface ChartShapes {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly bars: readonly Bar[];
  readonly lines: readonly (readonly Point[])[];
  /** Written centred below `y`. */
  readonly labels: readonly Mark[];
  /** Written to end at `x`, their middle at `y`. */
  readonly scale: readonly Mark[];
}

const SIZE = { width: 640, height: 220 };
const PLOT = { left: 48, right: 632, top: 12, bottom: 188 };
const STEPS = 4;
const MOST_LABELS = 12;
/** Of the room of a label, how much its bars take. */
const BAR_SHARE = 0.7;

/** The smallest 1, 2 or 5 times a power of ten, whole, of which `STEPS` reach `most`. */
export function scaleStep(most: number): number {
  const least = Math.max(1, most / STEPS);
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10) * power;
}

/** Where everything of a chart lies, in a box of 640 × 220; the scale begins at 0. */
export function chartShapes({ form, labels, series }: ReportChart): ChartShapes {
  const step = scaleStep(Math.max(0, ...series.flatMap(({ values }) => values)));
  const perCall = (PLOT.bottom - PLOT.top) / (step * STEPS);
  const room = (PLOT.right - PLOT.left) / Math.max(1, labels.length);
  const middle = (at: number): number => PLOT.left + (at + 0.5) * room;
  const heightOf = (value: number): number => value * perCall;
  const width = (room * BAR_SHARE) / Math.max(1, series.length);
  const bars = series.flatMap(({ values }, of) => values.map((value, at) => (
    { series: of, x: middle(at) - (room * BAR_SHARE) / 2 + of * width, y: PLOT.bottom - heightOf(value), width, height: heightOf(value) })));
  const lines = series.map(({ values }) => values.map((value, at) => ({ x: middle(at), y: PLOT.bottom - heightOf(value) })));
  const every = Math.ceil(labels.length / MOST_LABELS);
  return {
    ...SIZE, plot: PLOT, bars: form === 'bars' ? bars : [], lines: form === 'lines' ? lines : [],
    labels: labels.flatMap((text, at) => (at % every === 0 ? [{ text, x: middle(at), y: PLOT.bottom }] : [])),
    scale: Array.from({ length: STEPS + 1 }, (_, at) => ({ text: String(at * step), x: PLOT.left - 6, y: PLOT.bottom - heightOf(at * step) })),
  };
}
