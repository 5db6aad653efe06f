import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { sourceAliases } from './aliases.mjs';

const FOLDERS = ['apps', 'libs', 'test'];

/** Cruises the tree at `root`; `process.cwd()` must be `root`, for the rules speak of relative paths. */
export async function cruiseTree(root) {
  const { forbidden, options } = createRequire(join(root, 'package.json'))('./.dependency-cruiser.cjs');
  const alias = sourceAliases(root).map(({ key, source }) => ({ name: key, alias: join(root, source) }));
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(join(root, folder))),
    { ...options, validate: true, ruleSet: { forbidden } },
    { alias },
  );
  return { forbidden, modules: output.modules, violations: output.summary.violations };
}

/** Why a cruise proves nothing, if it does: under a wrong TypeScript or resolver it sees no module and passes. */
export function blindness(modules) {
  const sources = modules.filter(({ source }) => /^(?:apps|libs)\/.*\.ts$/.test(source));
  if (sources.length === 0) return 'the cruise saw no TypeScript module in apps or libs';
  const aliased = sources
    .flatMap(({ source, dependencies }) => dependencies.map((dependency) => ({ source, ...dependency })))
    .filter(({ module }) => module.startsWith('#'));
  const lost = aliased.find(({ resolved }) => !/^libs\/.*\.ts$/.test(resolved));
  if (lost) return `${lost.source}: ${lost.module} was not resolved to a source but to ${lost.resolved}`;
  if (aliased.length === 0 && sources.length > 50) return 'no import that starts with # was seen in the whole tree';
  return undefined;
}
