import type { FieldError } from '#kernel';
import type { Hyperparameters } from './algorithm.js';

/** What a value may be, as a test and in words that follow "must be". */
export interface Kind<T> {
  readonly wanted: string;
  accepts(value: unknown): value is T;
}

/** One hyperparameter: what it may be and what it is where nothing was given. */
export interface Field<T> {
  readonly kind: Kind<T>;
  readonly fallback: T;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The checked values of some fields: `ValuesOf<typeof FIELDS>`. */
export type ValuesOf<F extends Fields> = { readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

/** @throws Error where the fallback is not of its own kind */
export function field<T>(kind: Kind<T>, fallback: NoInfer<T>): Field<T> {
  if (!kind.accepts(fallback)) throw new Error(`the fallback ${String(fallback)} is not ${kind.wanted}`);
  return { kind, fallback };
}

/** A finite number from `least` to `most`, both allowed. */
export function number(least: number, most: number): Kind<number> {
  return {
    wanted: `a number from ${least} to ${most}`,
    accepts: (value): value is number => typeof value === 'number' && value >= least && value <= most,
  };
}

/** A whole number from `least` to `most`, both allowed. */
export function integer(least: number, most: number): Kind<number> {
  return {
    wanted: `a whole number from ${least} to ${most}`,
    accepts: (value): value is number => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  };
}

export function boolean(): Kind<boolean> {
  return { wanted: 'true or false', accepts: (value): value is boolean => typeof value === 'boolean' };
}

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  return {
    wanted: words.map((word) => `"${word}"`).join(' or '),
    accepts: (value): value is Word => (words as readonly unknown[]).includes(value),
  };
}

/** An object that gives at least one class index ("0", "1", …) a value of `kind`; classes it leaves out are the algorithm's to fill. */
export function perClass<T>(kind: Kind<T>): Kind<Readonly<Record<string, T>>> {
  return {
    wanted: `an object of class index to ${kind.wanted}`,
    accepts: (value): value is Readonly<Record<string, T>> => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const entries = Object.entries(value);
      return entries.length > 0 && entries.every(([index, of]) => /^(?:0|[1-9]\d{0,5})$/.test(index) && kind.accepts(of));
    },
  };
}

/** A list of at most `most` values of `kind`. */
export function listOf<T>(kind: Kind<T>, most: number): Kind<readonly T[]> {
  return {
    wanted: `a list of at most ${most}, each ${kind.wanted}`,
    accepts: (value): value is readonly T[] => Array.isArray(value) && value.length <= most && value.every((each) => kind.accepts(each)),
  };
}

/** Whatever one of two kinds allows, such as a number or the word "sqrt". */
export function either<A, B>(one: Kind<A>, other: Kind<B>): Kind<A | B> {
  return {
    wanted: `${one.wanted} or ${other.wanted}`,
    accepts: (value): value is A | B => one.accepts(value) || other.accepts(value),
  };
}

/** Checks what was given against the fields and fills in what was not; every unknown or unfit name is one error. */
export function checkHyperparameters<F extends Fields>(
  fields: F,
  given: Hyperparameters,
): { readonly values: ValuesOf<F> } | { readonly errors: readonly FieldError[] } {
  const names = Object.keys(fields);
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((path) => ({ path, message: `is unknown; there are ${names.join(', ')}` }));
  const pick = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  const values = Object.entries(fields).map(([name, { fallback }]) => [name, pick(name) ?? fallback] as const);
  const unfit = values
    .filter(([name, value]) => !fields[name]?.kind.accepts(value))
    .map(([path]) => ({ path, message: `must be ${fields[path]?.kind.wanted}` }));
  const errors = [...unknown, ...unfit];
  return errors.length > 0 ? { errors } : { values: Object.fromEntries(values) as ValuesOf<F> };
}

/**
 * The typed values of hyperparameters that were checked before.
 * @throws Error where they were not
 */
export function checkedHyperparameters<F extends Fields>(fields: F, checked: Hyperparameters): ValuesOf<F> {
  const result = checkHyperparameters(fields, checked);
  if ('values' in result) return result.values;
  throw new Error(result.errors.map(({ path, message }) => `${path} ${message}`).join('; '));
}
