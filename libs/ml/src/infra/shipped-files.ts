import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ShippedModels, type ShippedModel } from '../app/shipped-models.js';

/** Beside the sources, and beside what was compiled of them: the build copies it. */
const FOLDER = new URL('../../shipped/', import.meta.url);

/** The models in `libs/ml/shipped`; `npm run models:build` makes them. */
export class ShippedFiles extends ShippedModels {
  readonly names = ['spam_classifier', 'anomaly_detector'];

  constructor(private readonly folder: URL = FOLDER) {
    super();
  }

  async read(name: string): Promise<ShippedModel> {
    const [artifact, text] = await Promise.all([readFile(new URL(`${name}.model`, this.folder)), readFile(new URL(`${name}.json`, this.folder), 'utf8')]);
    const model = { ...(JSON.parse(text) as Omit<ShippedModel, 'name' | 'artifact'>), name, artifact };
    if (createHash('sha256').update(artifact).digest('hex') === model.sha256) return model;
    throw new Error(`${name}.model is not what its passport speaks of`);
  }
}
