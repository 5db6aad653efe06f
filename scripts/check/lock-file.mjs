// `npm ci` refuses a lock file that lacks an optional package, even one for another platform, and npm leaves out those
// that a registry mirror does not carry. This check finds them; `--fix` adds them by what their names say.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PATH = join(import.meta.dirname, '..', '..', 'package-lock.json');
const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'aix', 'sunos'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64'];

function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) };
}

function isThere(packages, owner, name) {
  return `${owner}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
}

/** Optional packages the lock names and does not describe, as entries to add. */
export function missingEntries({ packages }) {
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isThere(packages, owner, name))
      .map(([name, range]) => {
        const version = range.replace(/^[\^~]/, '');
        return [`node_modules/${name}`, { version, ...platformOf(name), ...(dev && { dev }), license: packages[owner].license, optional: true }];
      }),
  );
}

const lock = JSON.parse(readFileSync(PATH, 'utf8'));
const missing = missingEntries(lock);
const hosts = Object.entries(lock.packages).filter(([, { resolved }]) => /^https?:/.test(resolved ?? ''));

if (process.argv.includes('--fix')) {
  const packages = Object.fromEntries(Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([left], [right]) => (left < right ? -1 : 1)));
  writeFileSync(PATH, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${missing.length} entries added`);
} else {
  for (const [path] of missing) console.log(`package-lock.json lacks ${path}; node scripts/check/lock-file.mjs --fix`);
  for (const [path] of hosts) console.log(`package-lock.json names a host for ${path}`);
  const failed = missing.length + hosts.length;
  console.log(`${Object.keys(lock.packages).length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
