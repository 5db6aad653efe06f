import { readRecords } from './csv.mjs';

const NEEDED = ['call', 'transcript'];

/** The campaign's name, undefined where nobody knows it: no column, an empty cell, or a negative number. */
const campaignOf = (cell = '') => (cell.trim() === '' || Number(cell) < 0 ? undefined : cell.trim());

/** The calls of a file, each with a `key` of its own. @throws Error where a column is missing */
export function readCalls(path) {
  const { header, records } = readRecords(path);
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new Error(`${path}: there is no column ${missing.map((name) => `"${name}"`).join(', ')}`);
  const seen = new Set();
  return records.map(({ call, transcript, callback, campaign }, row) => {
    const key = seen.has(call) ? `${call}#${row}` : call;
    seen.add(key);
    return { key, call, transcript, callback: callback?.trim() || undefined, campaign: campaignOf(campaign) };
  });
}
