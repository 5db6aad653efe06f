import { preferenceFaults, type Preferences } from './preferences.js';

const NAMES = ['timezone', 'language', 'whitelistStrategy', 'shareAnalytics'] as const;

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/**
 * The preferences in an answer of User Management: `{ timezone, language, … }`, also `languagePreference` for `language`, at the top or under
 * `data` or `preferences`. Values that we would not take from the user are passed over, as is everything else.
 */
export function toldPreferences(answer: unknown): Partial<Preferences> {
  const top = objectOf(answer);
  const { languagePreference, ...said } = { ...objectOf(top['data']), ...objectOf(top['preferences']), ...top };
  const named: Record<string, unknown> = { language: languagePreference, ...said };
  return Object.fromEntries(NAMES.filter((name) => named[name] !== undefined && preferenceFaults({ [name]: named[name] }).length === 0).map((name) => [name, named[name]]));
}
