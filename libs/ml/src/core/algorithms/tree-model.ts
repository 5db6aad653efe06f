import { sigmoid } from '#kernel';
import { ByteReader, ByteWriter } from '../data/bytes.js';
import { readEnsemble, writeEnsemble } from '../trees/codec.js';
import { scorerOf } from '../trees/predict.js';
import { explainTrees, explainTreesInSteps } from '../trees/tree-shap.js';
import type { TreeEnsemble } from '../trees/tree.js';
import type { Fitted } from './algorithm.js';

/** What is needed to serve trees: the trees, and what their scores are of. */
export interface TreeModel {
  /** As in the training set; 0 for a regression. */
  readonly classes: number;
  readonly ensemble: TreeEnsemble;
}

export type FittedTrees = Fitted & TreeModel;

/** Numbers a raw score has: one for a regression and for up to two classes. */
export function outputsFor(classes: number): number {
  return classes <= 2 ? 1 : classes;
}

/** `scores`: whether raw scores are probabilities already or their logits. */
export function servedTrees(model: TreeModel, scores: 'probabilities' | 'logits'): FittedTrees {
  const { classes, ensemble } = model;
  return {
    ...model, outputs: ensemble.outputs, columns: ensemble.columns,
    rawScores: scorerOf(ensemble), outcomes: outcomesOf(classes, scores),
    explain: (features) => explainTrees(ensemble, features), explainInSteps: (features) => explainTreesInSteps(ensemble, features),
  };
}

function outcomesOf(classes: number, scores: 'probabilities' | 'logits'): (rawScores: Float64Array) => Float64Array {
  if (classes === 0) return (rawScores) => rawScores.slice();
  if (classes <= 2) return (rawScores) => bothClasses(scores === 'logits' ? rawScores.map((score) => sigmoid(score)) : rawScores);
  return (rawScores) => rowsOf(rawScores, classes, scores === 'logits' ? softmax : normalise);
}

function bothClasses(ofClassOne: Float64Array): Float64Array {
  return Float64Array.from({ length: ofClassOne.length * 2 }, (_, index) => {
    const probability = ofClassOne[index >> 1] as number;
    return index % 2 === 1 ? probability : 1 - probability;
  });
}

function rowsOf(rawScores: Float64Array, classes: number, change: (row: Float64Array) => void): Float64Array {
  const changed = rawScores.slice();
  for (let start = 0; start < changed.length; start += classes) change(changed.subarray(start, start + classes));
  return changed;
}

/** Logits become probabilities, in place; the largest is taken off first, so that nothing overflows. */
export function softmax(row: Float64Array): void {
  const largest = row.reduce((most, logit) => Math.max(most, logit), -Infinity);
  row.forEach((logit, index) => (row[index] = Math.exp(logit - largest)));
  normalise(row);
}

/** Shares in single precision add up to 1 only nearly. */
function normalise(row: Float64Array): void {
  const total = row.reduce((sum, share) => sum + share, 0);
  row.forEach((share, index) => (row[index] = share / total));
}

/** @throws Error where it is another algorithm's */
export function asTrees(fitted: Fitted): FittedTrees {
  if (!('ensemble' in fitted)) throw new Error('not a model of trees');
  return fitted as FittedTrees;
}

export function encodeTrees({ classes, ensemble }: TreeModel): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(classes);
  writeEnsemble(writer, ensemble);
  return writer.bytes();
}

/** @throws Error naming what is wrong with bytes that `encodeTrees` never made */
export function decodeTrees(bytes: Uint8Array): TreeModel {
  const reader = new ByteReader(bytes);
  const classes = reader.varint('the number of classes');
  const ensemble = readEnsemble(reader);
  reader.end();
  if (ensemble.outputs !== outputsFor(classes)) throw new Error(`${ensemble.outputs} outputs for ${classes} classes`);
  return { classes, ensemble };
}
