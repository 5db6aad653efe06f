import { chartShapes } from './chart-geometry.js';
import { escapeHtml } from './escape-html.js';
import type { ReportChart } from './report-document.js';

const LABEL_BELOW = 18;

const figure = (value: number): string => String(Math.round(value * 10) / 10);

/** A chart as inline SVG. What it shows is told by its title and description; colours are classes, so that the page decides on light and dark. */
export function chartSvg(chart: ReportChart, id: string): string {
  const { width, height, plot, bars, lines, labels, scale } = chartShapes(chart);
  const grid = scale.map(({ text, x, y }) => `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${figure(y)}" y2="${figure(y)}"/><text class="scale" x="${x}" y="${figure(y + 4)}">${text}</text>`);
  const drawn = bars.map((bar) => `<rect class="s${bar.series}" x="${figure(bar.x)}" y="${figure(bar.y)}" width="${figure(bar.width)}" height="${figure(bar.height)}"/>`);
  const traced = lines.map((points, at) => `<polyline class="l${at}" points="${points.map(({ x, y }) => `${figure(x)},${figure(y)}`).join(' ')}"/>`);
  const named = labels.map(({ text, x, y }) => `<text class="label" x="${figure(x)}" y="${y + LABEL_BELOW}">${escapeHtml(text)}</text>`);
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeHtml(chart.title)}</title><desc id="${id}-d">${escapeHtml(chart.description)}</desc>`
    + `${[...grid, ...drawn, ...traced.reverse(), ...named].join('')}</svg>`;
}
