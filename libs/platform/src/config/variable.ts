/** One environment variable: how it is read, what it means, and what stands in `.env.example`. */
export interface Variable<T> {
  readonly doc: string;
  readonly wants: string;
  readonly fallback: T;
  /** `undefined` where the text is not acceptable. */
  readonly parse: (text: string) => T | undefined;
  readonly example?: string;
}

type Described<T> = Pick<Variable<T>, 'doc' | 'fallback'> & { readonly example?: string };

export function text(spec: Described<string>): Variable<string> {
  return { ...spec, wants: 'text', parse: (value) => value };
}

export function optionalText(spec: Omit<Described<string>, 'fallback'> & { minLength?: number }): Variable<string | undefined> {
  const least = spec.minLength ?? 1;
  return {
    ...spec,
    fallback: undefined,
    wants: `at least ${least} character${least === 1 ? '' : 's'}`,
    parse: (value) => (value.length >= least ? value : undefined),
  };
}

/** A URL of one of `protocols` (without the colon). */
export function optionalUrl(spec: Omit<Described<string>, 'fallback'> & { protocols: readonly string[] }): Variable<string | undefined> {
  return {
    ...spec,
    fallback: undefined,
    wants: `a URL starting with ${spec.protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    parse: (value) => (spec.protocols.some((protocol) => value.startsWith(`${protocol}://`)) ? value : undefined),
  };
}

export function integer(spec: Described<number> & { min: number; max: number }): Variable<number> {
  return {
    ...spec,
    wants: `a whole number from ${spec.min} to ${spec.max}`,
    parse: (value) => {
      if (!/^-?\d{1,15}$/.test(value)) return undefined;
      const number = Number(value);
      return number >= spec.min && number <= spec.max ? number : undefined;
    },
  };
}

/** A number with a decimal point or without. */
export function real(spec: Described<number> & { min: number; max: number }): Variable<number> {
  return {
    ...spec,
    wants: `a number from ${spec.min} to ${spec.max}`,
    parse: (value) => {
      if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return undefined;
      const number = Number(value);
      return number >= spec.min && number <= spec.max ? number : undefined;
    },
  };
}

/** An absolute path of an HTTP service. */
export function servicePath(spec: Described<string>): Variable<string> {
  return { ...spec, wants: 'a path such as /api/things', parse: (value) => (/^\/[\w\-./:~%]*$/.test(value) ? value : undefined) };
}

/** Five or six fields of cron, or `never`; whether the fields make sense is found where the schedule is made. */
export function cronPattern(spec: Described<string>): Variable<string> {
  return {
    ...spec,
    wants: 'a cron pattern such as 40 3 * * 0, or never',
    parse: (value) => (value === 'never' || /^[\w*,/?#-]+( +[\w*,/?#-]+){4,5}$/.test(value) ? value : undefined),
  };
}

export function boolean(spec: Described<boolean>): Variable<boolean> {
  return {
    ...spec,
    wants: 'true or false',
    parse: (value) => new Map([['true', true], ['false', false]]).get(value.toLowerCase()),
  };
}

/** One of `options`, in any case. */
export function oneOf<T extends string>(spec: Described<T> & { options: readonly T[] }): Variable<T> {
  return {
    ...spec,
    wants: `one of ${spec.options.join(', ')} (any case)`,
    parse: (value) => spec.options.find((option) => option.toLowerCase() === value.toLowerCase()),
  };
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

function isRegion(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  const name = regionNames.of(code);
  // Codes that are nobody's come back as they are, and ZZ stands for no region.
  return name !== code && code !== 'ZZ';
}

/** An ISO 3166 region such as CN. */
export function region(spec: Described<string>): Variable<string> {
  return {
    ...spec,
    wants: 'a two-letter ISO 3166 region such as CN',
    parse: (value) => (isRegion(value.toUpperCase()) ? value.toUpperCase() : undefined),
  };
}
