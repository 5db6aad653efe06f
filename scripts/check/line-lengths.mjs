import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 150;
const PERCENTILE = 0.9;
const SKIPPED = /\.spec\.ts$|\.d\.ts$|\/generated\/|\.generated\.ts$|^apps\/console\//;

const count = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** The TypeScript sources of `root` with their lengths, longest first. */
export function sourceLengths(root) {
  return ['apps', 'libs']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path}`))
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules/') && !SKIPPED.test(path))
    .map((path) => ({ path, lines: count(readFileSync(join(root, path), 'utf8')) }))
    .sort((a, b) => b.lines - a.lines);
}

/** The nearest-rank percentile of `lengths` (descending): so many lines do nine of ten files not exceed. */
export function ninetieth(lengths) {
  return lengths[lengths.length - Math.ceil(PERCENTILE * lengths.length)]?.lines;
}

if (import.meta.filename === process.argv[1]) {
  const lengths = sourceLengths(process.cwd());
  const p90 = ninetieth(lengths);
  console.log(`${lengths.length} files, 90th percentile ${p90} lines (limit ${LIMIT}), longest ${lengths[0]?.lines}`);
  if (p90 === undefined || p90 > LIMIT) {
    for (const { path, lines } of lengths.slice(0, 15)) console.log(`${lines} ${path}`);
    process.exitCode = 1;
  }
}

export { LIMIT };
