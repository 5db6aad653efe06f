// Starts the process that runs models, as the service does, asks it for what never ends and says its id.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [entry, options, file] = process.argv.slice(2);
const child = fork(entry, [String(process.pid)], { ...JSON.parse(options), env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
child.once('message', () => {
  child.send({ id: 2, task: 'run', model: 'm', feeds: [{ name: 'x', type: 'float32', dims: [1, 1], data: Float32Array.of(1) }], output: 'y' }, () => process.stdout.write(`${child.pid}\n`));
});
child.send({ id: 1, task: 'open', model: 'm', file: new Uint8Array(readFileSync(file)) });
