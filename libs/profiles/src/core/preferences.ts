import { isTimeZone, type FieldError } from '#kernel';
import { REPORT_KINDS, STRATEGIES, type ReportKind, type WhitelistStrategy } from '#realtime/core';

/** What a user chose, or the defaults. */
export interface Preferences {
  readonly timezone: string;
  readonly language: string;
  readonly whitelistStrategy: WhitelistStrategy;
  readonly shareAnalytics: boolean;
  /** Made by schedule; none where it is empty. */
  readonly reports: readonly ReportKind[];
}

const CHECKS: Readonly<Record<keyof Preferences, { readonly wants: string; readonly holds: (value: unknown) => boolean }>> = {
  timezone: { wants: 'must be an IANA time zone such as Asia/Shanghai', holds: (value) => typeof value === 'string' && value.length <= 64 && isTimeZone(value) },
  language: { wants: 'must be a BCP 47 language tag such as zh-CN', holds: (value) => typeof value === 'string' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(value) },
  whitelistStrategy: { wants: `must be one of ${STRATEGIES.join(', ')}`, holds: (value) => (STRATEGIES as readonly unknown[]).includes(value) },
  shareAnalytics: { wants: 'must be true or false', holds: (value) => typeof value === 'boolean' },
  reports: {
    wants: `must be a list of ${REPORT_KINDS.join(', ')}, each once at most`,
    holds: (value) => Array.isArray(value) && new Set(value).size === value.length && value.every((kind) => (REPORT_KINDS as readonly unknown[]).includes(kind)),
  },
};

/** Chosen like the others, but not shown with them: it is personal data, and kept sealed. */
export const PHONE_NUMBER = 'phoneNumber';

const NAMES = [...Object.keys(CHECKS), PHONE_NUMBER].join(', ');

const MOST_FIELDS = 100;

/** What is wrong with a change: unknown names, values of the wrong kind, or nothing to change. */
export function preferenceFaults(change: Readonly<Record<string, unknown>>): FieldError[] {
  const names = Object.keys(change);
  if (names.length === 0) return [{ path: '', message: `must hold at least one of ${NAMES}` }];
  if (names.length > MOST_FIELDS) return [{ path: '', message: `must not have more than ${MOST_FIELDS} fields` }];
  return names.flatMap((name) => {
    if (!Object.hasOwn(CHECKS, name)) return [{ path: name, message: `is not a preference; known are ${NAMES}` }];
    const { wants, holds } = CHECKS[name as keyof Preferences];
    return holds(change[name]) ? [] : [{ path: name, message: wants }];
  });
}

/** What was chosen, over the defaults; stored values that no longer hold are passed over. */
export function effectivePreferences(chosen: Readonly<Partial<Record<string, unknown>>>, defaults: Preferences): Preferences {
  const kept = Object.entries(chosen).filter(([name, value]) => preferenceFaults({ [name]: value }).length === 0);
  return { ...defaults, ...Object.fromEntries(kept) };
}
