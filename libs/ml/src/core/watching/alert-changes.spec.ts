import { alertChanges, type OpenAlert } from './alert-changes.js';
import type { Finding } from './assess.js';

const drift: Finding = { kind: 'feature_drift', subject: 'x', value: 0.4, threshold: 0.2 };
const fall: Finding = { kind: 'performance', subject: 'auc', value: 0.6, threshold: 0.8 };
const open = (id: number, version: number, { kind, subject }: Finding): OpenAlert => ({ id, version, kind, subject });

describe('alerts', () => {
  it.each<[string, OpenAlert[], Finding[], Finding[], number[]]>([
    ['nothing found, nothing open', [], [], [], []],
    ['found for the first time', [], [drift, fall], [drift, fall], []],
    ['found again', [open(1, 2, drift)], [drift, fall], [fall], []],
    ['found twice at once', [], [drift, drift], [drift], []],
    ['found no more', [open(1, 2, drift), open(2, 2, fall)], [fall], [], [1]],
    ['about a version that is not served any more', [open(1, 1, drift)], [], [], [1]],
    ['about the same of another version', [open(1, 1, drift)], [drift], [drift], [1]],
  ])('%s', (_name, standing, findings, raise, clear) => expect(alertChanges(standing, 2, findings)).toEqual({ raise, clear }));

  it('of different kinds about one subject are two', () => {
    const score: Finding = { ...drift, kind: 'score_drift' };
    expect(alertChanges([open(1, 2, drift)], 2, [drift, score])).toEqual({ raise: [score], clear: [] });
  });
});
