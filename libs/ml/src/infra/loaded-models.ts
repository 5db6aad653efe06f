import type { Cache, Caches } from '#platform/cache';
import type { Artifacts } from '../app/artifacts.js';
import type { ModelRegistry, ModelVersion } from '../app/model-registry.js';
import type { OnnxRuntime } from '../app/onnx/onnx-runtime.js';
import { serveOnnx } from '../app/onnx/serve-onnx.js';
import { ServedModels, type ServedModel } from '../app/served-model.js';
import { knownVersion } from '../app/known-models.js';
import { serve } from '../app/serve.js';

/** Of what all caches may take; a model counts as a mebibyte. */
const SHARE = 0.15;
const MODEL_BYTES = 1_048_576;

/**
 * Versions in memory. Which version an alias means is asked of the registry every time: a training job that is done, or an
 * alias that was moved, holds for the very next request in every process.
 */
export class LoadedModels extends ServedModels {
  private readonly loaded: Cache<Promise<ServedModel>>;

  constructor(
    private readonly registry: ModelRegistry,
    private readonly artifacts: Artifacts,
    private readonly onnx: OnnxRuntime,
    caches: Caches,
  ) {
    super();
    this.loaded = caches.create(SHARE, MODEL_BYTES);
  }

  async get(name: string, versionOrAlias: number | string): Promise<ServedModel> {
    return this.load(await knownVersion(this.registry, name, versionOrAlias));
  }

  private load(version: ModelVersion): Promise<ServedModel> {
    const { artifactId } = version;
    const known = this.loaded.get(artifactId);
    if (known !== undefined) return known;
    const loading = this.made(version);
    this.loaded.set(artifactId, loading);
    // What failed once may succeed the next time.
    loading.catch(() => this.loaded.delete(artifactId));
    return loading;
  }

  private async made(version: ModelVersion): Promise<ServedModel> {
    const { artifactId, passport: { onnx } } = version;
    const bytes = (): Promise<Uint8Array> => this.artifacts.read(artifactId);
    return onnx === undefined ? serve(version, await bytes()) : serveOnnx(version, onnx, this.onnx.keepOpen(artifactId, bytes));
  }
}
