import { AppError } from '#kernel';

/** Packs the place where a page ended, for its reader to hand back. It is not signed: check what comes back. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

/**
 * Unpacks a cursor.
 * @throws AppError `cursor_invalid` where it isn't one of ours or `isPlace` refuses what it holds
 */
export function decodeCursor<Place>(cursor: string, isPlace: (value: unknown) => value is Place): Place {
  const place = unpack(cursor);
  if (!isPlace(place)) throw new AppError('cursor_invalid', 'invalid', 'the cursor is not one that this list handed out');
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
