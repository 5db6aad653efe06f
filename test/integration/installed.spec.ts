import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, noteInstalled } from '../../scripts/setup/installed.mjs';

type Packages = Record<string, object>;

const ROOT = join(__dirname, '..', '..');
const RECORD = 'node_modules/.package-lock.json';
const NEEDED = { version: '1.2.3', integrity: 'sha512-abc' };
const HERE = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };
const ELSEWHERE = { version: '1.0.0', optional: true, os: ['haiku'], cpu: [process.arch] };
const FOR_ANOTHER = { version: '1.0.0', optional: true };

const LOCKED: Packages = {
  '': { name: 'it', version: '0.1.0' },
  'node_modules/needed': NEEDED, 'node_modules/here': HERE, 'node_modules/elsewhere': ELSEWHERE, 'node_modules/for-another': FOR_ANOTHER,
};
const INSTALLED: Packages = { 'node_modules/needed': NEEDED, 'node_modules/here': HERE };

let root: string;

const write = (path: string, packages: Packages): void => writeFileSync(join(root, path), JSON.stringify({ lockfileVersion: 3, packages }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'installed-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', LOCKED);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it('knows the packages of a fresh `npm ci`, which leaves no word but its own record', () => {
  write(RECORD, INSTALLED);
  expect(isInstalled(root)).toBe(true);
});

it.each<[string, Packages | undefined]>([
  ['nothing was installed, or npm was cut off', undefined],
  ['a package is missing', { 'node_modules/here': HERE }],
  ['an optional package for this machine is missing', { 'node_modules/needed': NEEDED }],
  ['a package has another version', { ...INSTALLED, 'node_modules/needed': { ...NEEDED, version: '1.2.2' } }],
  ['a package has other contents', { ...INSTALLED, 'node_modules/needed': { ...NEEDED, integrity: 'sha512-abd' } }],
])('wants an install where %s', (_what, record) => {
  if (record !== undefined) write(RECORD, record);
  expect(isInstalled(root)).toBe(false);
});

it('takes what an install of its own left, whatever could not be installed here, until the lock file changes', () => {
  write(RECORD, { 'node_modules/needed': NEEDED });
  noteInstalled(root);
  expect(isInstalled(root)).toBe(true);
  write('package-lock.json', { ...LOCKED, 'node_modules/new': NEEDED });
  expect(isInstalled(root)).toBe(false);
  // Somebody's own `npm install` after that.
  write(RECORD, { ...INSTALLED, 'node_modules/new': NEEDED });
  expect(isInstalled(root)).toBe(true);
});

it('wants an install after one for another Node, whose native packages do not run', () => {
  write(RECORD, INSTALLED);
  noteInstalled(root);
  const stamp = join(root, 'node_modules/.installed');
  writeFileSync(stamp, `1${readFileSync(stamp, 'utf8')}`);
  expect(isInstalled(root)).toBe(false);
});

it('reads the files that npm really writes: those of the packages these tests run on', () => {
  write('package-lock.json', (JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Packages }).packages);
  write(RECORD, (JSON.parse(readFileSync(join(ROOT, RECORD), 'utf8')) as { packages: Packages }).packages);
  expect(isInstalled(root)).toBe(true);
});
