import { inputInvalid } from '#kernel';
import { EXPLANATIONS, type Explanation } from '../app/explain-verdict.js';

/** The explanations in a comma list. @throws AppError `input_invalid` for one that is not known */
export function explanationsFrom(written: unknown): readonly Explanation[] {
  if (written === undefined) return [];
  const names = typeof written === 'string' ? written.split(',') : [];
  const known = EXPLANATIONS.filter((name) => names.includes(name));
  if (names.length === 0 || names.some((name) => !EXPLANATIONS.some((explanation) => explanation === name))) throw inputInvalid('explain', `must be a comma list of ${EXPLANATIONS.join(', ')}`);
  return known;
}
