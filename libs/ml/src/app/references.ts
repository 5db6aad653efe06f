import { inputInvalid } from '#kernel';
import { unsafeText } from '#realtime/core';

const LONGEST_REFERENCE = 128;
export const REFERENCE_WANTED = `must be a text of 1 to ${LONGEST_REFERENCE} characters`;

/** Whether predictions can be known by it. */
export function isReference(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_REFERENCE && unsafeText(value) === undefined;
}

/**
 * One reference an instance, none twice; undefined where none are sent.
 * @throws AppError `input_invalid`
 */
export function readReferences(ids: unknown, instances: number): readonly string[] | undefined {
  if (ids === undefined) return undefined;
  if (!Array.isArray(ids) || ids.length !== instances) throw inputInvalid('ids', `must be a list of ${instances} texts like the instances`);
  const bad = ids.findIndex((id) => !isReference(id));
  if (bad >= 0) throw inputInvalid(`ids.${bad}`, REFERENCE_WANTED);
  const seen = new Set<unknown>();
  const again = ids.findIndex((id) => seen.size === seen.add(id).size);
  if (again >= 0) throw inputInvalid(`ids.${again}`, 'must not be there twice');
  return ids as string[];
}
