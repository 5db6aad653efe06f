import type { FieldError } from '#kernel';

/** Returns what is wrong with a value that stands at a dotted path. */
export type Check = (value: unknown, path: string) => FieldError[];

export const below = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);

export const wants = (message: string, holds: (value: unknown) => boolean): Check => (value, path) => (holds(value) ? [] : [{ path, message }]);

export const among = (allowed: readonly unknown[]): Check => wants(`must be one of ${allowed.join(', ')}`, (value) => allowed.includes(value));

export const integerFrom = (least: number, most: number): Check =>
  wants(`must be a whole number from ${least} to ${most}`, (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most);

export const trueOrFalse: Check = wants('must be true or false', (value) => typeof value === 'boolean');

export const textLike = (pattern: RegExp, message: string): Check => wants(message, (value) => typeof value === 'string' && pattern.test(value));

/** @param most items; one at least */
export const listOf = (item: Check, most: number): Check => (value, path) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) return [{ path, message: `must be a list of 1 to ${most}` }];
  return value.flatMap((entry, index) => item(entry, below(path, index)));
};

// A key may be any text, a number too: only one that could be a name is repeated in the path.
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

const MOST_FIELDS = 100;

/** An object of these fields and no others; those of `required` must be there, and of the rest one where nothing is required. */
export const objectOf = (fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check => (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, message: 'must be an object' }];
  const known = Object.keys(fields).join(', ');
  const given = Object.entries(value);
  // Each unknown one would be named: an answer far longer than the question.
  if (given.length > MOST_FIELDS) return [{ path, message: `must not have more than ${MOST_FIELDS} fields` }];
  if (given.length === 0 && required.length === 0) return [{ path, message: `must hold at least one of ${known}` }];
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => ({ path: below(path, name), message: 'is required' }));
  const faults = given.flatMap(([name, part]) => {
    if (Object.hasOwn(fields, name)) return (fields[name] as Check)(part, below(path, name));
    return [{ path: NAME.test(name) ? below(path, name) : path, message: `holds a field that is not known here; known are ${known}` }];
  });
  return [...missing, ...faults];
};
