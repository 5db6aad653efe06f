import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Noto Sans SC (OFL 1.1) cut to the signs that reports use; beside the sources, and beside what was compiled of them. */
const FILE = fileURLToPath(new URL('../../../shipped/noto-sans-sc-reports.ttf', import.meta.url));

let font: Buffer | undefined;

export function reportFont(): Buffer {
  return (font ??= readFileSync(FILE));
}
