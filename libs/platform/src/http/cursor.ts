import { createHash } from 'node:crypto';
import { AppError } from '#kernel';

/** What a list was asked for, defaults filled in: a place in one list is none in another. */
type Filters = Readonly<Record<string, string | number | undefined>>;

const TAG_LENGTH = 8;

function tagOf(filters: Filters): string {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
  return asked.length === 0 ? '' : createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, TAG_LENGTH);
}

/** Packs the place where a page ended, for its reader to hand back with the same filters. It is not signed: check what comes back. */
export function encodeCursor(place: unknown, filters: Filters = {}): string {
  return Buffer.from(JSON.stringify([tagOf(filters), place]), 'utf8').toString('base64url');
}

/**
 * Unpacks a cursor.
 * @throws AppError `cursor_invalid` where it isn't one of ours, was handed out under other filters, or `isPlace` refuses what it holds
 */
export function decodeCursor<Place>(cursor: string, isPlace: (value: unknown) => value is Place, filters: Filters = {}): Place {
  const unpacked = unpack(cursor);
  const [tag, place] = Array.isArray(unpacked) ? (unpacked as unknown[]) : [];
  if (tag !== tagOf(filters) || !isPlace(place)) throw new AppError('cursor_invalid', 'invalid', 'the cursor is not one that this list handed out');
  return place;
}

function unpack(cursor: string): unknown {
  if (!/^[A-Za-z0-9_-]{1,2048}$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
