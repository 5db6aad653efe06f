import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path) => (existsSync(join(...path)) ? readFileSync(join(...path), 'utf8') : '');
const stampOf = (root) => join(root, 'node_modules', '.installed');

/** What native packages are built for, then what is to be there. */
function wanted(root) {
  const runtime = [process.versions.modules, process.platform, process.arch].join(' ');
  return { runtime, stamp: `${runtime}\n${createHash('sha256').update(read(root, 'package-lock.json')).digest('hex')}\n` };
}

/**
 * npm leaves out what is optional and for other machines, and what only such packages need: those name no machine. Which C
 * library this one has is not asked: where there is a package for each, one of them is always missing.
 */
function mayLack({ optional, os, cpu, libc }) {
  const isForThis = os?.includes(process.platform) && (cpu === undefined || cpu.includes(process.arch)) && libc === undefined;
  return optional === true && !isForThis;
}

/** Whether the last npm that worked here, which writes down at its end what it installed, installed what the lock file says. */
function recordAgrees(root) {
  const record = read(root, 'node_modules', '.package-lock.json');
  if (record === '') return false;
  const there = JSON.parse(record).packages;
  const { '': _root, ...packages } = JSON.parse(read(root, 'package-lock.json')).packages;
  return Object.entries(packages).every(([path, entry]) => {
    const found = there[path];
    return found === undefined ? mayLack(entry) : found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Whether the packages of `root`'s lock file are there, whoever installed them, and for this Node. */
export function isInstalled(root) {
  const { runtime, stamp } = wanted(root);
  const last = read(stampOf(root));
  if (last === stamp) return true;
  // Without a stamp, somebody's own `npm ci`: of which Node, nobody knows, and it is this one as a rule.
  return (last === '' || last.startsWith(`${runtime}\n`)) && recordAgrees(root);
}

/** Notes that they are there, and for which Node: an optional package that cannot be installed here is then not tried again at every start. */
export function noteInstalled(root) {
  const { stamp } = wanted(root);
  if (read(stampOf(root)) === stamp) return;
  try {
    writeFileSync(stampOf(root), stamp);
  } catch {
    // Somebody else's node_modules: the next start looks again.
  }
}
