import { either, number, oneOf, perClass } from './hyperparameters.js';

/** How much an example of each class counts: alike, each class as much as any other, or as given (1 where it is not). */
export const CLASS_WEIGHTS = either(oneOf('none', 'balanced'), perClass(number(1e-6, 1e6)));

export type ClassWeights = 'none' | 'balanced' | Readonly<Record<string, number>>;

/**
 * The weight of an example of each class. Balanced: rows ÷ (classes × rows of the class); a class without rows gets 0.
 * @throws Error where a weight is given to a class that there is not
 */
export function weightsOfClasses(weights: ClassWeights, labels: Float64Array, classes: number): Float64Array {
  const each = new Float64Array(classes).fill(1);
  if (weights === 'none') return each;
  if (weights === 'balanced') {
    const counts = new Float64Array(classes);
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
    return each.map((_, label) => ((counts[label] ?? 0) > 0 ? labels.length / (classes * (counts[label] as number)) : 0));
  }
  for (const [label, weight] of Object.entries(weights)) {
    if (Number(label) >= classes) throw new Error(`classWeights.${label}: there are ${classes} classes`);
    each[Number(label)] = weight;
  }
  return each;
}
