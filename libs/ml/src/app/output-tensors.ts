import type { Label } from '../core/index.js';
import type { Prediction, ServedModel } from './served-model.js';

export type Datatype = 'BYTES' | 'BOOL' | 'INT64' | 'FP64';

/** What a tensor looks like; a size of −1 is any. */
export interface TensorForm {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  /** For `probabilities`: which column is which class, as JSON. */
  readonly parameters?: { readonly classes: string };
}

export interface OutputTensor extends TensorForm {
  /** Row-major and flat. */
  readonly data: readonly Label[];
}

type Shaped = Pick<ServedModel, 'modelType' | 'classes'>;

/** One output of a model: its form for a number of rows and what it holds of a row's answer. */
interface Output {
  readonly name: string;
  readonly datatype: Datatype;
  /** Of a row; none where it is one cell. */
  readonly columns?: number;
  readonly parameters?: { readonly classes: string };
  /** Only ever given answers of the model's own type. */
  cells(prediction: never): readonly Label[];
}

type Answer<Key extends string> = Extract<Prediction, Readonly<Record<Key, unknown>>>;

/** Labels that are of one kind are served as they are; where kinds are mixed all are texts. */
function datatypeOf(classes: readonly Label[]): Datatype {
  if (classes.every((label) => typeof label === 'boolean')) return 'BOOL';
  if (classes.every((label) => Number.isSafeInteger(label))) return 'INT64';
  return classes.every((label) => typeof label === 'number') ? 'FP64' : 'BYTES';
}

function outputsOf({ modelType, classes }: Shaped): readonly Output[] {
  if (modelType === 'regression') return [{ name: 'value', datatype: 'FP64', cells: ({ value }: Answer<'value'>) => [value] }];
  if (modelType === 'anomaly') {
    return [
      { name: 'score', datatype: 'FP64', cells: ({ score }: Answer<'score'>) => [score] },
      { name: 'anomalous', datatype: 'BOOL', cells: ({ anomalous }: Answer<'anomalous'>) => [anomalous] },
    ];
  }
  const datatype = datatypeOf(classes);
  const names = classes.map(String);
  return [
    { name: 'label', datatype, cells: ({ label }: Answer<'label'>) => [datatype === 'BYTES' ? String(label) : label] },
    {
      name: 'probabilities', datatype: 'FP64', columns: classes.length, parameters: { classes: JSON.stringify(classes) },
      cells: ({ probabilities }: Answer<'label'>) => names.map((name) => probabilities[name] as number),
    },
  ];
}

const formOf = ({ name, datatype, columns, parameters }: Output, rows: number): TensorForm => ({
  name, datatype, shape: columns === undefined ? [rows] : [rows, columns], ...(parameters && { parameters }),
});

/** The outputs a model has, by its type, for any number of rows. */
export function outputForms(model: Shaped): readonly TensorForm[] {
  return outputsOf(model).map((output) => formOf(output, -1));
}

/** Answers as tensors: those that are named, in that order, or all. Undefined where a name is no output of the model. */
export function outputTensors(model: Shaped, predictions: readonly Prediction[], wanted?: readonly string[]): readonly OutputTensor[] | undefined {
  const all = outputsOf(model);
  const chosen = wanted === undefined ? all : wanted.flatMap((name) => all.filter((output) => output.name === name));
  if (wanted !== undefined && chosen.length < wanted.length) return undefined;
  return chosen.map((output) => ({ ...formOf(output, predictions.length), data: predictions.flatMap((prediction) => output.cells(prediction as never)) }));
}
