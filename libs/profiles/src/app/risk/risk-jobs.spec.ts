import { DAY_MS } from '#kernel';
import { FixedClock, NOW_MS } from '../../../../../test/contracts/fixed-clock.fixture.js';
import type { RiskComponent, RiskProfile } from '../../core/risk/risk-profile.js';
import type { TakeoverFinding } from '../../core/risk/takeover.js';
import type { Standing, Threat } from '../../core/risk/threat-alerts.js';
import { MeasureDistributions } from './measure-distributions.js';
import { RiskDistributions, type Distribution } from './risk-distribution.js';
import { ThreatFindings, type RecentActivity } from './threat-findings.js';
import { WatchThreats } from './watch-threats.js';

class FakeFindings extends ThreatFindings {
  activity: readonly RecentActivity[] = [];
  readonly raised: [number, string][] = [];

  active(): Promise<readonly RecentActivity[]> {
    return Promise.resolve(this.activity);
  }

  raise(userId: number, threats: readonly Threat[]): Promise<number> {
    this.raised.push(...threats.map(({ kind }): [number, string] => [userId, kind]));
    return Promise.resolve(threats.length);
  }

  forgetBefore(): Promise<void> {
    return Promise.resolve();
  }
}

const finding: TakeoverFinding = { kind: 'impossible_travel', severity: 'high', atMs: NOW_MS - 60_000, evidence: {} };

describe('the watch over threats', () => {
  const findings = new FakeFindings();
  const asked: number[] = [];
  let fails = false;
  const threat = (userId: number): Promise<Standing> => {
    asked.push(userId);
    return fails ? Promise.reject(new Error('no database')) : Promise.resolve({ score: userId === 0 ? 0.9 : 0.1, findings: userId === 2 ? [finding, { ...finding, atMs: NOW_MS - 2 * DAY_MS }] : [], hours: [] });
  };
  const watch = new WatchThreats(findings, { threat }, new FixedClock(NOW_MS));
  const run = async (activity: readonly RecentActivity[]): Promise<readonly number[]> => {
    asked.length = 0;
    findings.activity = activity;
    await watch.execute();
    return [...asked];
  };

  it('looks at whom something new was told of, the platform too', async () => {
    const activity = [{ userId: 0, events: 4 }, { userId: 1, events: 1 }, { userId: 2, events: 9 }];
    expect(await run(activity)).toEqual([0, 1, 2]);
    expect(findings.raised).toEqual([[0, 'threat_score'], [2, 'impossible_travel']]);
    expect(await run(activity)).toEqual([]);
    expect(await run([...activity.slice(0, 2), { userId: 2, events: 10 }])).toEqual([2]);
    expect(await run([])).toEqual([]);
    expect(await run([{ userId: 1, events: 1 }])).toEqual([1]);
  });

  it('looks again where it failed', async () => {
    fails = true;
    await expect(run([{ userId: 7, events: 1 }])).rejects.toThrow('no database');
    fails = false;
    expect(await run([{ userId: 7, events: 1 }])).toEqual([7]);
  });
});

class FakeDistributions extends RiskDistributions {
  kept: readonly Distribution[] = [];

  constructor(private readonly users: readonly number[]) {
    super();
  }

  read(): Promise<readonly Distribution[]> {
    return Promise.resolve(this.kept);
  }

  replace(distributions: readonly Distribution[]): Promise<void> {
    this.kept = distributions;
    return Promise.resolve();
  }

  sample(_fromMs: number, _draw: number, most: number): Promise<readonly number[]> {
    return Promise.resolve(this.users.slice(0, most));
  }
}

describe('the spread of risk', () => {
  const component = (score: number | undefined): RiskComponent => ({ score, level: undefined, trend: { recent: undefined, before: undefined, direction: 'stable' }, evidence: [] });
  /** Every other user has no calls, so no exposure; every tenth is gone. */
  const execute = (userId: number): Promise<RiskProfile | undefined> => Promise.resolve(userId % 10 === 0 ? undefined : {
    findings: [], components: { spam: component(userId % 2 === 0 ? userId / 100 : undefined), security: component(userId / 100), privacy: component(0) },
  });

  it.each<[string, number, [string, number][]]>([
    ['nobody', 0, []], ['too few', 21, []], ['enough, but for spam', 30, [['security', 27], ['privacy', 27]]], ['enough', 60, [['spam', 24], ['security', 54], ['privacy', 54]]],
  ])('of %s', async (_name, users, expected) => {
    const distributions = new FakeDistributions(Array.from({ length: users }, (_, at) => at + 1));
    distributions.kept = [{ component: 'spam', users: 99, cuts: [], computedMs: 0 }];
    await new MeasureDistributions(distributions, { execute }, new FixedClock(NOW_MS)).execute();
    expect(distributions.kept.map(({ component: name, users: count }) => [name, count])).toEqual(expected);
    for (const { cuts } of distributions.kept) expect(cuts).toHaveLength(101);
  });
});
