import { AppError } from '#kernel';
import { run } from '#platform/process';

type Command = (args: readonly string[]) => Promise<void>;

// Loaded when called: making a token must not wait for a database driver.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'env-example': async () => (await import('./commands/env-example.js')).envExampleCommand,
  ingest: async () => (await import('./commands/ingest.js')).ingestCommand,
  migrate: async () => (await import('./commands/migrate.js')).migrateCommand,
  replay: async () => (await import('./commands/replay.js')).replayCommand,
  'ship-models': async () => (await import('./commands/ship-models.js')).shipModelsCommand,
  simulate: async () => (await import('./commands/simulate.js')).simulateCommand,
  token: async () => (await import('./commands/token.js')).tokenCommand,
};

await run(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw new AppError('argument_invalid', 'invalid', `there is no command ${JSON.stringify(name)}; known are ${Object.keys(COMMANDS).join(', ')}`);
  await (await load())(args);
});
