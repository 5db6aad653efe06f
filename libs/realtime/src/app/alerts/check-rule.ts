import { AppError, type FieldError } from '#kernel';
import { EVENT_KINDS, type AlertRule } from '../../core/index.js';
import type { RuleSources } from './rule-series.js';

export const RULE_FACETS = ['direction', 'outcome', 'action', 'severity', 'name'];
const LONGEST_EVENTS_MINUTES = 240;
const LONGEST_FACET = 128;
/** Those that senders know; the others are how the log tells calls apart. */
const HIDDEN_KINDS = ['claim', 'newcomer'];

export const RULE_EVENTS: readonly string[] = Object.keys(EVENT_KINDS).filter((kind) => !HIDDEN_KINDS.includes(kind));

type Checked = Pick<AlertRule, 'on' | 'subject' | 'durationMinutes' | 'filter'>;

function metricFaults({ subject, durationMinutes, filter }: Checked, isPlatform: boolean, sources: RuleSources): FieldError[] {
  const found = sources.find(subject)?.metric;
  if (found === undefined) return [{ path: 'metric', message: `must be one of ${sources.metrics.map(({ name }) => name).join(', ')}` }];
  const faults: FieldError[] = [];
  if ((found.scope === 'platform') !== isPlatform) faults.push({ path: 'metric', message: `goes with the scope ${found.scope === 'platform' ? 'platform' : 'own'}` });
  if (durationMinutes % found.stepMinutes !== 0) faults.push({ path: 'durationMinutes', message: `must be a multiple of ${found.stepMinutes} for this metric` });
  if (Object.keys(filter).length > 0) faults.push({ path: 'filter', message: 'goes with events alone' });
  return faults;
}

function eventFaults({ subject, durationMinutes, filter }: Checked): FieldError[] {
  const faults: FieldError[] = [];
  if (!RULE_EVENTS.includes(subject)) faults.push({ path: 'event', message: `must be one of ${RULE_EVENTS.join(', ')}` });
  if (durationMinutes > LONGEST_EVENTS_MINUTES) faults.push({ path: 'durationMinutes', message: `must not be greater than ${LONGEST_EVENTS_MINUTES} for events` });
  for (const [name, wanted] of Object.entries(filter)) {
    if (!RULE_FACETS.includes(name)) faults.push({ path: 'filter', message: `may hold ${RULE_FACETS.join(', ')}` });
    else if (typeof wanted !== 'string' || wanted.length === 0 || wanted.length > LONGEST_FACET) faults.push({ path: `filter.${name}`, message: `must be a text of 1 to ${LONGEST_FACET} characters` });
  }
  return faults;
}

/** @throws AppError `input_invalid` where a rule is over nothing there is */
export function checkRule(rule: Checked, isPlatform: boolean, sources: RuleSources): void {
  const errors = rule.on === 'metric' ? metricFaults(rule, isPlatform, sources) : eventFaults(rule);
  if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors });
}
