import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const prefixLength = (key) => (key.includes('*') ? key.indexOf('*') : key.length);

/**
 * The subpath imports of package.json, pointed at the sources instead of dist, in the order in which Node tries them
 * (longest prefix, then longest key). package.json stays the only place that lists them.
 */
export function sourceAliases(root) {
  const { imports = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(imports)
    .map(([key, target]) => ({ key, source: target.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts') }))
    .sort((a, b) => prefixLength(b.key) - prefixLength(a.key) || b.key.length - a.key.length);
}
