import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const CONFIG = [
  'package.json', 'tsconfig.json', 'tsconfig.check.json', 'eslint.config.js', '.dependency-cruiser.cjs', 'scripts/check',
];

/** Packages that rules name before anything needs them. */
const STAND_INS = ['@tensorflow/tfjs'];

/** Every package by a link, so that a stand-in can lie beside them. */
function linkPackages(from, to) {
  mkdirSync(to);
  const installed = readdirSync(from).filter((name) => !name.startsWith('.'));
  for (const name of installed) symlinkSync(join(from, name), join(to, name));
  for (const name of STAND_INS.filter((standIn) => !installed.includes(dirname(standIn)))) {
    mkdirSync(join(to, name), { recursive: true });
    writeFileSync(join(to, name, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(join(to, name, 'index.js'), '');
  }
}

/** Writes `files` (path → text) beside a copy of `root`'s check configuration, runs `use` in it and removes it. */
export async function inProbeTree(root, files, use) {
  const tree = mkdtempSync(join(tmpdir(), 'profile-analytics-probe-'));
  try {
    for (const path of CONFIG) cpSync(join(root, path), join(tree, path), { recursive: true });
    linkPackages(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    process.chdir(tree);
    return await use(tree);
  } finally {
    process.chdir(root);
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * Compares what fired with what was planted. `plants` and `fired` map a file to rule names; a file of the tree that is
 * no plant must stay silent, and each of `rules` must be planted somewhere.
 */
export function judge(plants, fired, rules) {
  const faults = [];
  for (const [file, expected] of plants) {
    const actual = [...new Set(fired.get(file) ?? [])];
    if (actual.length !== 1 || actual[0] !== expected) {
      faults.push(`${file}: expected ${expected}, got ${actual.join(', ') || 'nothing'}`);
    }
  }
  for (const [file, actual] of fired) {
    if (!plants.has(file)) faults.push(`${file}: allowed, but ${[...new Set(actual)].join(', ')} fired`);
  }
  const planted = new Set(plants.values());
  for (const name of rules) if (!planted.has(name)) faults.push(`${name}: no plant proves it`);
  return faults;
}
