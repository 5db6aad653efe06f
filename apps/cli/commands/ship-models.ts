import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShippedModels } from '../shipping/ship-models.js';
import { writeShipped } from '../shipping/shipped-folder.js';
import { SHIPPED_RUNS } from '../shipping/shipped-runs.js';

const FOLDER = join('libs', 'ml', 'shipped');

/** `ship-models`: trains the models that ship on simulated traffic and writes them into `libs/ml/shipped`; `--verify` only compares, and fails where one differs. */
export function shipModelsCommand(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { verify: { type: 'boolean', default: false } }, strict: true });
  const models = writeShipped(buildShippedModels(SHIPPED_RUNS), { folder: FOLDER, atMs: Date.now(), isVerifying: values.verify });
  for (const { model, state } of models) process.stdout.write(`${model.name}: ${model.artifact.length} bytes, ${state}\n`);
  if (models.some(({ state }) => state === 'differs')) process.exitCode = 1;
  return Promise.resolve();
}
