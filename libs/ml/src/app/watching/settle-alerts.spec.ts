import type { Finding } from '../../core/index.js';
import { SettleAlerts } from './settle-alerts.js';
import { MemoryAlerts } from './watching.fixture.js';

const drift: Finding = { kind: 'feature_drift', subject: 'x', value: 0.4, threshold: 0.2 };
const fall: Finding = { kind: 'performance', subject: 'auc', value: 0.6, threshold: 0.8 };

it('open alerts are what was found last, and those of other models stay', async () => {
  const alerts = new MemoryAlerts();
  await alerts.change('other', 1, { raise: [drift], clear: [] });
  const settle = new SettleAlerts(alerts);
  expect(await settle.execute('m', 1, [drift, fall])).toEqual({ raised: [drift, fall], cleared: 0 });
  expect(await settle.execute('m', 1, [drift, fall])).toEqual({ raised: [], cleared: 0 });
  expect(await settle.execute('m', 1, [fall])).toEqual({ raised: [], cleared: 1 });
  expect(await settle.execute('m', 2, [fall])).toEqual({ raised: [fall], cleared: 1 });
  expect((await alerts.open('m')).map(({ version, kind }) => [version, kind])).toEqual([[2, 'performance']]);
  expect(await alerts.open('other')).toHaveLength(1);
});
