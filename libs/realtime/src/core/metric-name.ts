const LONGEST_NAME = 100;

/** Text as names are written here: lower case, `_` between words. */
export const worded = (text: string): string => text.trim().toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');

/** The name that a metric goes by: `HTTP request.duration` is `http_request_duration`; `unnamed` where nothing is left. Digits that could be a number or an id are one `n`. */
export function metricName(written: string): string {
  const name = worded(written).replace(/\d{5,}/g, 'n').slice(0, LONGEST_NAME);
  return name === '' ? 'unnamed' : name;
}
