import type { Transaction } from '#platform/database';
import type { Incidents } from '#realtime';
import type { AlertNews } from '../../app/monitors/alert-sink.js';
import { IncidentAlertSink } from './incident-alert-sink.js';

type Raise = Parameters<Incidents['raise']>[0];

const raised: Raise[] = [];
const incidents = { raise: async (raise: Raise) => raised.push(raise) } as unknown as Incidents;

async function told(condition: string, parts: object): Promise<Raise | undefined> {
  const incident = { openedHour: 10, lastHour: 12, peakHour: 11, peakValue: 30, strength: 1, bound: 3, hours: 1, contributions: [{ part: 'above_threshold', share: 1 }], ...parts };
  const monitor = { id: 'm', userId: 7, metric: 'calls', condition, cooldownMinutes: 60 };
  await new IncidentAlertSink(incidents).tell({ monitor, incidents: [{ incident, isOpen: true }], atMs: 0 } as unknown as AlertNews, {} as Transaction);
  return raised.pop();
}

describe('an alert as an incident', () => {
  it.each<[string, object, string, string]>([
    ['threshold', {}, 'Calls: 30 in an hour, above the bound of 3.', '来电量：一小时为 30 通，高于设定值 3 通。'],
    ['forecast_breach', { bound: 1, contributions: [{ part: 'above_forecast', share: 1 }] }, 'Calls: 30 in an hour, where at most 1 was forecast.', '来电量：一小时为 30 通，超出预测上限 1 通。'],
    ['anomaly', { bound: null, contributions: [{ part: 'range', share: 1 }] }, 'Calls: 30 in an hour, unlike the weeks before.', '来电量：一小时为 30 通，与前几周不同。'],
  ])('%s is told in words, in both languages', async (condition, parts, en, zh) =>
    expect(await told(condition, parts)).toMatchObject({ source: 'monitor', kind: condition, text: en, translations: { 'zh-CN': zh }, key: 'monitor:m' }));

  it.each([['threshold', 1, 'low'], ['anomaly', 3, 'medium'], ['anomaly', 12, 'high'], ['trend', 1, 'medium'], ['trend', 99, 'medium']])('%s of %d hours is of %3$s severity', async (condition, hours, severity) =>
    expect((await told(condition, { hours }))?.severity).toBe(severity));
});
