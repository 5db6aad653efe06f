import type { Environment } from '#platform/config';

/** What a newcomer needs next. */
export function welcome({ HOST, PORT }: Environment, startedInMs: number): void {
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  process.stdout.write(
    `\nProfile Analytics Service is ready (${(startedInMs / 1000).toFixed(1)} s).\n\n` +
      `  API docs   http://${host}:${PORT}/api/docs\n` +
      `  A token    npm run token -- --role admin --user u-1\n` +
      `  A demo     npm run demo\n` +
      `  Stop       Ctrl-C\n\n`,
  );
}
