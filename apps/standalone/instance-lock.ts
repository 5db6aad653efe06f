import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { AppError } from '#kernel';

/** A socket name only this folder has, whatever path leads to it. Abstract on Linux: the kernel drops it with the process. */
function socketName(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  const id = createHash('sha256').update(`${dev}/${ino}`).digest('hex').slice(0, 24);
  return process.platform === 'linux' ? `\0profile-analytics-${id}` : join(tmpdir(), `profile-analytics-${id}.sock`);
}

function listen(name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(name, () => resolve(server.unref()));
  });
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Holds `folder` for this process until it ends, however it ends.
 * @throws AppError `instance_running` where another process holds it
 */
export async function lockInstance(folder: string): Promise<void> {
  const name = socketName(folder);
  try {
    await listen(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    // A socket file outlives its process where sockets are files.
    if (!name.startsWith('\0') && !(await answers(name))) {
      await rm(name, { force: true });
      await listen(name);
      return;
    }
    throw new AppError('instance_running', 'conflict', `another instance is running on DATA_DIR ${folder}; stop it or choose another DATA_DIR`);
  }
}
