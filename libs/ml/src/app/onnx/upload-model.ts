import { createHash } from 'node:crypto';
import { AppError, inputsInvalid, type Clock, type FieldError } from '#kernel';
import type { IdempotentActs } from '#realtime';
import type { OnnxWish } from '../../core/index.js';
import type { Model, ModelRegistry, ModelVersion } from '../model-registry.js';
import type { Passport } from '../passport.js';
import { nameFault } from '../register-model.js';
import { examineOnnx } from './examine-onnx.js';
import type { OnnxRuntime } from './onnx-runtime.js';

const ONNX = 'onnx';

/** What the sender says of an upload, as it was sent. */
export interface Upload extends OnnxWish {
  readonly name: string;
  readonly promote: boolean;
}

const MOST_CLASSES = 1000;
const LONGEST = 128;

function listFault(path: string, names: readonly string[]): readonly FieldError[] {
  const message = `must name each once, in 1 to ${LONGEST} characters`;
  return new Set(names).size < names.length || names.some((name) => name === '' || name.length > LONGEST) ? [{ path, message }] : [];
}

/** @throws AppError `input_invalid` */
function check({ name, modelType, classes, featureNames, threshold }: Upload): void {
  const errors: FieldError[] = [...nameFault(name), ...listFault('classes', classes), ...listFault('featureNames', featureNames ?? [])];
  const isClassifying = modelType === 'classification';
  if (isClassifying && (classes.length < 2 || classes.length > MOST_CLASSES)) errors.push({ path: 'classes', message: `must be from 2 to ${MOST_CLASSES}, in the order of the output` });
  if (!isClassifying && classes.length > 0) errors.push({ path: 'classes', message: 'are for a classification alone' });
  if ((modelType === 'anomaly') !== (threshold !== undefined)) errors.push({ path: 'threshold', message: 'must be given for an anomaly model, and for no other' });
  if (errors.length > 0) throw inputsInvalid(errors);
}

const taken = (name: string, why: string): AppError => new AppError('model_exists', 'conflict', `a model named ${name} exists already, ${why}`);

/** Takes in a model that was trained elsewhere. */
export class UploadModel {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly runtime: OnnxRuntime,
    private readonly acts: IdempotentActs,
    private readonly clock: Clock,
  ) {}

  /**
   * The version that the file is. The same file, said to be the same, is the version it was before; another one is a new version of the name.
   * @throws AppError `input_invalid`, `onnx_invalid`, `onnx_unavailable`, `model_exists`, `idempotency_key_invalid`, `idempotency_key_reused`
   */
  async execute(upload: Upload, file: Uint8Array, by: string, key?: string): Promise<{ readonly model: Model; readonly version: number }> {
    check(upload);
    const { name, modelType } = upload;
    const act = this.acts.idOf(key, ['upload', by, name]);
    const fingerprint = createHash('sha256').update(file).digest('hex');
    const sent = createHash('sha256').update(JSON.stringify([name, modelType, upload.featureNames ?? null, upload.classes, upload.threshold ?? null, fingerprint])).digest('hex');
    const jobId = `${ONNX}:${sent}`;
    const known = await this.registry.versionOfJob(jobId);
    const held = this.heldBy(await this.registry.find(name), upload);
    if (known !== undefined && held !== undefined) {
      await this.acts.claim(act, sent);
      return { model: held, version: known.version };
    }
    const passport = await this.passportOf(upload, file, fingerprint);
    await this.acts.claim(act, sent);
    const model = held ?? (await this.register(upload, by));
    const { version }: ModelVersion = await this.registry.keep({ name, jobId, artifact: file, passport, promote: upload.promote, by, reason: 'a file was sent' });
    return { model, version };
  }

  /** @throws AppError `model_exists` where the name means something else */
  private heldBy(model: Model | undefined, { name, modelType }: Upload): Model | undefined {
    if (model === undefined) return undefined;
    if (model.algorithm !== ONNX) throw taken(name, 'which learns here');
    if (model.modelType !== modelType) throw taken(name, `for ${model.modelType}`);
    return model;
  }

  private async register(upload: Upload, by: string): Promise<Model> {
    const { name, modelType } = upload;
    const model: Model = { name, modelType, algorithm: ONNX, hyperparameters: {}, trainingConfig: {}, builtIn: false, createdMs: this.clock.now(), createdBy: by };
    if (await this.registry.register(model)) return model;
    // Somebody was faster.
    return this.heldBy(await this.registry.find(name), upload) ?? model;
  }

  private async passportOf(upload: Upload, file: Uint8Array, fingerprint: string): Promise<Passport> {
    const begunMs = this.clock.now();
    const { form, featureNames, opset, producer } = await examineOnnx(this.runtime, file, upload);
    const now = this.clock.now();
    return {
      modelType: upload.modelType, algorithm: ONNX, hyperparameters: {}, seed: 0, features: featureNames, classes: upload.classes,
      data: { source: 'uploaded', rows: 0, fingerprint, from: null, to: null }, metrics: {}, slices: [], featureWorth: [],
      evaluation: 'trained elsewhere: nothing is known of how good it is', calibration: null, onnx: { opset, bytes: file.length, ...form },
      library: producer || ONNX, trainedMs: now, fitSeconds: (now - begunMs) / 1000,
    };
  }
}
