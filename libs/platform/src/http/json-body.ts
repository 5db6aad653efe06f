import { isUtf8 } from 'node:buffer';
import { AppError } from '#kernel';
import { findUnsafeText } from './unsafe-text.js';

export const MAX_JSON_DEPTH = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The index just past the string that opens at `start`. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let index = start + 1; index < bytes.length; index++) {
    if (bytes[index] === BACKSLASH) index++;
    else if (bytes[index] === QUOTE) return index + 1;
  }
  return bytes.length;
}

/** Whether arrays and objects nest more than `limit` deep. One pass over the bytes, about 1 ns each; the JSON need not be valid. */
export function nestsDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] as number;
    if (byte === QUOTE) {
      index = endOfString(bytes, index);
      continue;
    }
    // `[` 5b and `{` 7b, `]` 5d and `}` 7d differ in one bit.
    const folded = byte | 0x20;
    if (folded === 0x7b && ++depth > limit) return true;
    if (folded === 0x7d) depth--;
    index++;
  }
  return false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8's message quotes the body.
    throw new AppError('json_malformed', 'invalid', 'the body is not valid JSON');
  }
}

/**
 * Parses one JSON text; `undefined` for an empty one.
 * @throws AppError `encoding_invalid`, `json_too_deep`, `json_malformed` or `text_unsafe`
 */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new AppError('encoding_invalid', 'invalid', 'the body is not valid UTF-8');
  if (nestsDeeper(bytes, MAX_JSON_DEPTH)) throw new AppError('json_too_deep', 'invalid', `the body nests more than ${MAX_JSON_DEPTH} levels deep`);
  const text = bytes.toString('utf8');
  const value = parse(text);
  // In valid UTF-8 and valid JSON, a NUL or a lone surrogate can only come from an escape.
  const path = text.includes('\\u') ? findUnsafeText(value) : undefined;
  if (path === undefined) return value;
  throw new AppError('text_unsafe', 'invalid', 'a text holds a NUL or half a surrogate pair', { errors: [{ path, message: 'must be text without NUL or lone surrogates' }] });
}
