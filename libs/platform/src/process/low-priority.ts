import { readlinkSync } from 'node:fs';
import { constants, platform, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lets everybody else on the machine go before this thread. Linux gives every thread a priority of its own, and takes its
 * id for that of a process; elsewhere all of the process would be slowed down, so nothing is done.
 */
export function giveWay(): void {
  if (platform() !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_LOW);
  } catch {
    // A sandbox may forbid it: then the thread goes on like any other.
  }
}
