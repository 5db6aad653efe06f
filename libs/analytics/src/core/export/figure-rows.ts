import type { Figures } from '../figures/figures.js';
import type { Summary } from '../summary.js';
import { csvLine, type Cell } from './csv.js';

const HEADER = ['figure', 'current', 'previous'] as const;

/** Every figure under a name of its own, such as `spam.blocked` or `hours.7`. */
function flattened(figures: Figures): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return void cells.set(path, (value ?? null) as Cell);
    for (const [name, inner] of Object.entries(value)) walk(path === '' ? name : `${path}.${name}`, inner);
  };
  walk('', figures);
  return cells;
}

/** A summary as CSV, a line for each figure: its name, its value in the period, and in the one before. */
export function figureRows({ current, previous }: Summary): string {
  const before = flattened(previous);
  return [HEADER, ...[...flattened(current)].map(([name, value]) => [name, value, before.get(name) ?? null])].map(csvLine).join('');
}
