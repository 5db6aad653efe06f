import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, noteInstalled } from './installed.mjs';

export const ROOT = join(import.meta.dirname, '..', '..');
const BUILT = join(ROOT, 'dist', '.built');
/** Models and a font that ship: the compiler copies nothing, and what runs is found in dist alone. */
const SHIPPED = ['ml', 'analytics'].map((library) => join('libs', library, 'shipped')).filter((folder) => existsSync(join(ROOT, folder)));
const LEAST_NODE = [20, 19];

const say = (line) => process.stderr.write(`${line}\n`);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw error;
  return status === 0;
}

function fail(line) {
  say(`profile-analytics: ${line}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  fail(`this is Node ${process.versions.node}; ${LEAST_NODE.join('.')} or later is needed`);
}

const fingerprint = (parts) => createHash('sha256').update(parts.join('\0')).digest('hex');
const stamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Every source that ends up in dist, by content: checkouts do not keep times. */
function sources(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Installs the packages of the lock file where they are missing or stale. */
export function ensureInstalled() {
  checkNode();
  if (isInstalled(ROOT)) return noteInstalled(ROOT);
  say('Installing packages …');
  if (!run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev'])) fail('the packages could not be installed; is the npm registry reachable?');
  noteInstalled(ROOT);
}

/** Compiles apps and libs into dist where it is missing or stale. */
function ensureBuilt() {
  const files = ['apps', 'libs'].flatMap(sources);
  const settings = ['tsconfig.json', 'package.json', 'package-lock.json'].map((name) => readFileSync(join(ROOT, name), 'utf8'));
  const shipped = SHIPPED.flatMap((folder) => readdirSync(join(ROOT, folder)).sort().map((name) => readFileSync(join(ROOT, folder, name), 'latin1')));
  const wanted = fingerprint([...settings, ...files, ...files.map((file) => readFileSync(file, 'utf8')), ...shipped]);
  if (stamp(BUILT) === wanted) return;
  say('Building …');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  if (!run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'])) fail('the sources could not be compiled');
  for (const folder of SHIPPED) cpSync(join(ROOT, folder), join(ROOT, 'dist', folder), { recursive: true });
  writeFileSync(BUILT, wanted);
}

export function ensureReady() {
  ensureInstalled();
  ensureBuilt();
}
