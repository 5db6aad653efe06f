import { AppError } from '#kernel';

/** One sentence for whoever reads the screen. */
function sentence(error: unknown): string {
  if (error instanceof AppError) return error.detail;
  const { code, message } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${(error as { port?: number }).port} is taken by another program; set PORT to a free one`;
  if (code === 'EACCES' && (error as { port?: number }).port !== undefined) return `port ${(error as { port?: number }).port} may not be opened by this user; set PORT to one above 1023`;
  if (code === 'EADDRNOTAVAIL') return `HOST is not an address of this machine`;
  return message;
}

/** Runs a process's `main`; what it throws becomes one sentence and a non-zero exit. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`profile-analytics: ${sentence(error)}\n`);
    process.exit(error instanceof AppError && error.kind === 'invalid' ? 2 : 1);
  }
}

/** A child process must not outlive the one that started it: it stops when the channel to it closes. */
export function stopWithSupervisor(stop: () => void): void {
  if (process.send !== undefined) process.once('disconnect', stop);
}
