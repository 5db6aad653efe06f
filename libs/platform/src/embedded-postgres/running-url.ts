import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { livingPostmaster } from './postmaster-file.js';

const SOCKET_FOLDER_LINE = 4;

/** The socket folder of the server that ran last on `folder`, dead or alive. */
export async function lastSocketFolder(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n')[SOCKET_FOLDER_LINE];
}

/** Connection string of the embedded server whose files are in `folder`, or undefined where none runs. */
export async function runningUrl(folder: string): Promise<string | undefined> {
  if ((await livingPostmaster(folder)) === undefined) return undefined;
  return databaseUrl((await lastSocketFolder(folder)) ?? '');
}

export function databaseUrl(socketFolder: string): string {
  return `postgresql://service@${encodeURIComponent(socketFolder)}/postgres`;
}
