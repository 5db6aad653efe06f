import { readFileSync } from 'node:fs';
import type { Database } from '#platform/database';
import { INCIDENT_SOURCES } from '#realtime/core';
import { UserRuleSeries } from '../../libs/profiles/src/infra/user-rule-series.js';
import { RULE_EVENTS, RULE_FACETS } from '../../libs/realtime/src/app/alerts/check-rule.js';
import { AGGREGATIONS } from '../../libs/realtime/src/core/index.js';
import { StreamRuleSeries } from '../../libs/realtime/src/infra/alerts/pg-gauges.js';
import { PlatformRuleSeries } from '../../libs/trends/src/infra/platform-rule-series.js';

const DOCS = readFileSync('docs/alerts.md', 'utf8');
const named = (text: string): string[] => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string);

/** What the first column of the table under `header` names. */
function firstColumn(header: string): string[] {
  const [, rows = ''] = new RegExp(`\\| ${header} \\|[^\\n]*\\n\\|[-|]+\\n((?:\\|[^\\n]*\\n)+)`).exec(DOCS) ?? [];
  return rows.trimEnd().split('\n').flatMap((row) => named(row.split('|')[1] as string));
}

/** The names between `before` and the end of its sentence or bracket. */
const listed = (before: string): string[] => named(DOCS.slice(DOCS.indexOf(before) + before.length).split(/[.)]/)[0] as string);

const NONE = {} as Database;
const METRICS = [new UserRuleSeries(NONE), new PlatformRuleSeries(NONE), new StreamRuleSeries(NONE)].flatMap(({ metrics }) => metrics.map(({ name }) => name));

it.each<[string, readonly string[], readonly string[]]>([
  ['source', [...new Set(firstColumn('source'))], INCIDENT_SOURCES], ['metric', firstColumn('metric'), METRICS], ['event', firstColumn('event'), RULE_EVENTS],
  ['facet of a filter', listed('narrows events: '), RULE_FACETS], ['aggregation', listed('`aggregation` ('), AGGREGATIONS],
])('docs/alerts.md names every %s there is, and no other', (_what, told, known) => {
  expect([...told].sort()).toEqual([...known].sort());
});
