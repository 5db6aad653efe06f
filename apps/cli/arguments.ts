import { parseArgs } from 'node:util';
import { AppError } from '#kernel';

/** How a flag reads: what it wants, and its value from text (undefined where the text is no good). */
export interface Flag<T> {
  readonly wants: string;
  readonly read: (text: string) => T | undefined;
  /** Absent: the flag must be given. */
  readonly fallback?: T;
}

type Flags = Readonly<Record<string, Flag<unknown>>>;
type Values<F extends Flags> = { readonly [Name in keyof F]: F[Name] extends Flag<infer T> ? T : never };

export function wholeNumber(min: number, max: number, fallback: number): Flag<number> {
  const read = (text: string): number | undefined => (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined);
  return { wants: `a whole number from ${min} to ${max}`, fallback, read };
}

export function words(wants: string, fallback?: string): Flag<string> {
  return { wants, read: (text) => (text === '' ? undefined : text), ...(fallback === undefined ? {} : { fallback }) };
}

function invalid(name: string, got: string | undefined, wants: string): AppError {
  return new AppError('argument_invalid', 'invalid', `--${name} got ${got === undefined ? 'nothing' : JSON.stringify(got)}, wants ${wants}`);
}

/** Reads a command's flags. @throws AppError `argument_invalid` naming the flag, what it got and what it wants */
export function readFlags<F extends Flags>(args: readonly string[], flags: F): Values<F> {
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const stray = Object.keys(values).map((name) => name).find((name) => !Object.hasOwn(flags, name)) ?? positionals[0];
  if (stray !== undefined) throw new AppError('argument_invalid', 'invalid', `got ${JSON.stringify(stray)}, wants only ${Object.keys(flags).map((name) => `--${name}`).join(', ')}`);
  const read = ([name, flag]: [string, Flag<unknown>]): [string, unknown] => {
    const text = values[name];
    if (text === undefined && 'fallback' in flag) return [name, flag.fallback];
    const value = typeof text === 'string' ? flag.read(text) : undefined;
    if (value === undefined) throw invalid(name, typeof text === 'string' ? text : undefined, flag.wants);
    return [name, value];
  };
  return Object.fromEntries(Object.entries(flags).map(read)) as Values<F>;
}
