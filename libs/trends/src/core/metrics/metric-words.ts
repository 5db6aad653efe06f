import { worded } from '#realtime/core';

const LONGEST_VALUE = 64;
const MOST_LABELS = 8;
/** Of a label that says who, or that names each time another: what is left of it says nothing of the platform. */
const PERSONAL = /user|caller|callee|phone|number|email|e_mail|(^|_)ip(_|$)|address|token|session|request|trace|span|(^|_)id$/;
/** A number, an id, an address: values without end. */
const ENDLESS = /\d{5,}|[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{12,}|@|\d+\.\d+\.\d+\.\d+/;

/**
 * The labels that a series goes by, as JSON in the order of their names: at most eight, names as metrics' are written, values in lower case and cut to 64
 * characters. Labels that name people, requests or addresses are left out, and values that look like a number or an id become `*`.
 */
export function metricLabels(labels: unknown): string {
  if (typeof labels !== 'object' || labels === null) return '{}';
  const kept = Object.entries(labels)
    .map(([name, value]) => [worded(name), String(value).trim().toLowerCase()] as const)
    .filter(([name]) => name !== '' && !PERSONAL.test(name))
    .map(([name, value]) => [name, ENDLESS.test(value.replace(/[\s()+.-]/g, '')) || ENDLESS.test(value) ? '*' : value.slice(0, LONGEST_VALUE)] as const)
    .sort((left, right) => (left[0] < right[0] ? -1 : Number(left[0] > right[0])) || (left[1] < right[1] ? -1 : 1));
  return JSON.stringify(Object.fromEntries(kept.slice(0, MOST_LABELS)));
}
