import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#kernel';
import { freeBytes } from '#platform/process';

const LEAST_FREE_MIB = 256;
const MIB = 1_048_576;

const REASONS: Readonly<Record<string, string>> = {
  EROFS: 'the disk is read-only', EACCES: 'this user may not write there', EPERM: 'this user may not write there', ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up', ENOTDIR: 'part of the path is a file', EEXIST: 'it is a file',
  ENOENT: 'no folder can be made there',
};

/** Not `recursive`: Node then tries for ever where a folder exists in which none can be made (`/proc`). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another start was faster, or a file is in the way, which shows when it is used.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Makes DATA_DIR and sees that it can be written and has room.
 * @throws AppError `data_dir_unusable` with the reason
 */
export async function dataFolder(configured: string, freeBytesOf: (folder: string) => Promise<number> = freeBytes): Promise<string> {
  const folder = resolve(configured);
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' });
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, Buffer.alloc(4096), { flush: true });
    rmSync(probe);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new AppError('data_dir_unusable', 'unavailable', `DATA_DIR ${folder} cannot be used: ${REASONS[code] ?? message}`, { cause: error });
  }
  const free = Math.floor((await freeBytesOf(folder)) / MIB);
  if (free >= LEAST_FREE_MIB) return folder;
  throw new AppError('data_dir_unusable', 'unavailable', `DATA_DIR ${folder} cannot be used: the disk is full, ${free} MiB are free and ${LEAST_FREE_MIB} are needed`);
}
