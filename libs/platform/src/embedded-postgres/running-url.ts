import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { livingPostmaster } from './postmaster-file.js';

const SOCKET_FOLDER_LINE = 4;

/** Connection string of the embedded server whose files are in `folder`, or undefined where none runs. */
export async function runningUrl(folder: string): Promise<string | undefined> {
  if ((await livingPostmaster(folder)) === undefined) return undefined;
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  return databaseUrl(lines[SOCKET_FOLDER_LINE] ?? '');
}

export function databaseUrl(socketFolder: string): string {
  return `postgresql://service@${encodeURIComponent(socketFolder)}/postgres`;
}
