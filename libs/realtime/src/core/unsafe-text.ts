const DEEPEST = 16;

/**
 * What makes a JSON value unfit to be stored as text, or undefined: NUL characters and lone surrogates have no place
 * in UTF-8 text columns, and deep nesting none in recursive code. Checks keys as well.
 */
export function unsafeText(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'must not contain NUL characters';
    return value.isWellFormed() ? undefined : 'must not contain lone surrogates';
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEEPEST) return `must not nest deeper than ${DEEPEST} levels`;
  for (const [key, part] of Object.entries(value)) {
    const fault = unsafeText(key, depth + 1) ?? unsafeText(part, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
