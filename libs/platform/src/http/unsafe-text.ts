/** NUL, which PostgreSQL cannot hold, and surrogates without their other half, which UTF-8 cannot. */
const UNSAFE = /[\0\p{Cs}]/u;

/**
 * The dotted path of the first text in `value` (keys included) that no database could store; `''` where `value` itself
 * is that text, `undefined` where there is none. Nesting must be bounded by the caller. An unsafe key is named by its parent.
 */
export function findUnsafeText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return UNSAFE.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (UNSAFE.test(key)) return path;
    const found = findUnsafeText(item, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
