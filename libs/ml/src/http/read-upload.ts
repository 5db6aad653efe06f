import type { ApiQueryOptions } from '@nestjs/swagger';
import { inputsInvalid, type FieldError } from '#kernel';
import type { Upload } from '../app/onnx/upload-model.js';

const MODEL_TYPES = ['classification', 'regression', 'anomaly'] as const;

/** What is said of an uploaded file, as queries are. */
export type UploadQuery = Readonly<Record<string, string>>;

/** For the page of the API. */
export const UPLOAD_QUERY: readonly ApiQueryOptions[] = [
  { name: 'name', required: false, description: 'Of a file: the name that it is a version of', example: 'churn' },
  { name: 'modelType', required: false, enum: MODEL_TYPES, description: 'Of a file; `classification` where left out' },
  { name: 'classes', required: false, description: 'Of a classification: its classes between commas, in the order of the output', example: 'stay,leave' },
  { name: 'featureNames', required: false, description: 'In the order of the input, between commas; f0, f1, … or the names of the inputs where left out', example: 'calls_made,short_share' },
  { name: 'threshold', required: false, description: 'Of an anomaly model: the score from which on a row is anomalous', example: '0.7' },
  { name: 'promote', required: false, enum: ['true', 'false'], description: 'Whether a version becomes champion at once; `false` where left out' },
];

function listFrom(written: string | undefined): readonly string[] | undefined {
  return written?.split(',').map((name) => name.trim());
}

/** @throws AppError `input_invalid` */
export function readUpload({ name = '', modelType = 'classification', classes, featureNames, threshold, promote = 'false' }: UploadQuery): Upload {
  const errors: FieldError[] = [];
  const type = MODEL_TYPES.find((each) => each === modelType);
  if (type === undefined) errors.push({ path: 'modelType', message: `must be one of ${MODEL_TYPES.join(', ')}` });
  const score = threshold === undefined ? undefined : Number(threshold);
  if (score !== undefined && (!Number.isFinite(score) || threshold?.trim() === '')) errors.push({ path: 'threshold', message: 'must be a finite number' });
  if (promote !== 'true' && promote !== 'false') errors.push({ path: 'promote', message: 'must be true or false' });
  if (type === undefined || errors.length > 0) throw inputsInvalid(errors);
  return { name, modelType: type, classes: listFrom(classes) ?? [], featureNames: listFrom(featureNames), threshold: score, promote: promote === 'true' };
}
