import { chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set();

/** A new empty folder that `owner` (a uid) may write to; `removeFolders` takes it away. */
export function temporaryFolder(owner) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'profile-analytics-test-')));
  if (owner !== undefined) chownSync(folder, owner, owner);
  made.add(folder);
  return folder;
}

export function removeFolders() {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
  made.clear();
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
