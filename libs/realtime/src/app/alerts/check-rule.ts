import { AppError, type FieldError } from '#kernel';
import { DIRECTIONS, EVENT_KINDS, OUTCOMES, SEVERITIES, type AlertRule } from '../../core/index.js';
import type { RuleSources } from './rule-series.js';

/** What an event's facet may be, and of which kinds of events it is one; any where left out. Another one would be a rule that never fires. */
const FACETS: Readonly<Record<string, { readonly kind?: string; readonly values?: readonly string[] }>> = {
  direction: { kind: 'call', values: DIRECTIONS }, outcome: { kind: 'call', values: OUTCOMES }, action: {}, severity: { kind: 'security', values: SEVERITIES }, name: { kind: 'metric' },
};
export const RULE_FACETS = Object.keys(FACETS);
/** Events that have a figure to aggregate: a length, a value. */
const MEASURED_KINDS = ['call', 'metric'];
const LONGEST_EVENTS_MINUTES = 240;
const LONGEST_FACET = 128;
/** Those that senders know; the others are how the log tells calls apart. */
const HIDDEN_KINDS = ['claim', 'newcomer'];

export const RULE_EVENTS: readonly string[] = Object.keys(EVENT_KINDS).filter((kind) => !HIDDEN_KINDS.includes(kind));

type Checked = Pick<AlertRule, 'on' | 'subject' | 'durationMinutes' | 'filter' | 'aggregation'>;

function metricFaults({ subject, durationMinutes, filter }: Checked, isPlatform: boolean, sources: RuleSources): FieldError[] {
  const found = sources.find(subject)?.metric;
  if (found === undefined) return [{ path: 'metric', message: `must be one of ${sources.metrics.map(({ name }) => name).join(', ')}` }];
  const faults: FieldError[] = [];
  if ((found.scope === 'platform') !== isPlatform) faults.push({ path: 'metric', message: `goes with the scope ${found.scope === 'platform' ? 'platform' : 'own'}` });
  if (durationMinutes % found.stepMinutes !== 0) faults.push({ path: 'durationMinutes', message: `must be a multiple of ${found.stepMinutes} for this metric` });
  if (Object.keys(filter).length > 0) faults.push({ path: 'filter', message: 'goes with events alone' });
  return faults;
}

function facetFault(event: string, name: string, wanted: unknown): FieldError | undefined {
  const facet = FACETS[name];
  if (facet === undefined) return { path: 'filter', message: `may hold ${RULE_FACETS.join(', ')}` };
  const path = `filter.${name}`;
  if (facet.kind !== undefined && facet.kind !== event) return { path, message: `goes with the event ${facet.kind} alone` };
  if (facet.values !== undefined && !facet.values.includes(wanted as string)) return { path, message: `must be one of ${facet.values.join(', ')}` };
  if (typeof wanted === 'string' && wanted.length > 0 && wanted.length <= LONGEST_FACET) return undefined;
  return { path, message: `must be a text of 1 to ${LONGEST_FACET} characters` };
}

function eventFaults({ subject, durationMinutes, filter, aggregation }: Checked): FieldError[] {
  const faults: FieldError[] = [];
  if (!RULE_EVENTS.includes(subject)) faults.push({ path: 'event', message: `must be one of ${RULE_EVENTS.join(', ')}` });
  if (durationMinutes > LONGEST_EVENTS_MINUTES) faults.push({ path: 'durationMinutes', message: `must not be greater than ${LONGEST_EVENTS_MINUTES} for events` });
  if (aggregation !== 'count' && !MEASURED_KINDS.includes(subject)) faults.push({ path: 'aggregation', message: `must be count but for the events ${MEASURED_KINDS.join(', ')}` });
  for (const [name, wanted] of Object.entries(filter)) faults.push(...[facetFault(subject, name, wanted)].filter((fault) => fault !== undefined));
  return faults;
}

/** @throws AppError `input_invalid` where a rule is over nothing there is */
export function checkRule(rule: Checked, isPlatform: boolean, sources: RuleSources): void {
  const errors = rule.on === 'metric' ? metricFaults(rule, isPlatform, sources) : eventFaults(rule);
  if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors });
}
