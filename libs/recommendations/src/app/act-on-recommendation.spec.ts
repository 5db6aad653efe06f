import { AppError } from '#kernel';
import { ActOnRecommendation } from './act-on-recommendation.js';
import type { Before, Recommendation } from './recommendation.js';
import { MemoryRecommendations, NOW_MS, recommendationOf } from './recommendations.fixture.js';

/** A setting that can fail to be changed. */
class FakeSettings {
  value = 'moderate';
  readonly written: string[] = [];
  failures = 0;
  inTheWay: AppError | undefined;
  isChangedSince = false;

  async before(): Promise<Before> {
    return { value: this.value, put: 'strict' };
  }

  async apply(_user: string, _owned: unknown, before: Before): Promise<Before> {
    if (this.inTheWay !== undefined) throw this.inTheWay;
    if (this.failures-- > 0) throw new Error('the process ends');
    this.write(before.put as string);
    return before;
  }

  async restore(_user: string, _owned: unknown, { value }: Before): Promise<void> {
    if (this.isChangedSince) throw new AppError('setting_changed', 'conflict', 'changed since');
    this.write(value as string);
  }

  private write(value: string): void {
    this.value = value;
    this.written.push(value);
  }
}

function bench(parts: Partial<Recommendation> = {}) {
  const recommendations = new MemoryRecommendations(recommendationOf('r', parts));
  const settings = new FakeSettings();
  const clock = { now: () => NOW_MS };
  const acts = { idOf: (key: string | undefined, act: readonly (string | number)[]) => (key === undefined ? undefined : [...act, key].join('.')), claim: () => Promise.resolve() };
  const identities = { findUser: (user: string) => Promise.resolve(user === 'u-1' ? 1 : undefined) };
  const act = new ActOnRecommendation(identities, recommendations, settings, acts, clock);
  return { act, settings, standing: () => recommendations.kept.get('r') as Recommendation };
}

const R = { user: 'u-1', id: 'r', key: undefined };
const code = (error: unknown): string => (error instanceof AppError ? error.code : String(error));

describe('implementing', () => {
  it('changes the setting once, however often it is asked', async () => {
    const { act, settings, standing } = bench();
    for (let time = 0; time < 3; time++) await act.implement(R);
    expect([settings.written, standing().status, standing().isApplied, standing().place]).toEqual([['strict'], 'implemented', true, null]);
  });

  it('is finished by whoever asks again where a process ended in between, and still knows what stood before', async () => {
    const { act, settings, standing } = bench();
    settings.failures = 1;
    await expect(act.implement(R)).rejects.toThrow('the process ends');
    expect([standing().status, standing().isApplied, standing().place]).toEqual(['seen', false, 0]);
    settings.value = 'strict';
    await act.implement(R);
    expect([settings.written, standing().isApplied, standing().before]).toEqual([['strict'], true, { value: 'moderate', put: 'strict' }]);
  });

  it('by a key that was good for it once does nothing after it was taken back', async () => {
    const { act, settings, standing } = bench();
    await act.implement({ ...R, key: 'a' });
    await act.undo({ ...R, key: 'b' });
    await act.implement({ ...R, key: 'a' });
    expect([settings.written, standing().status]).toEqual([['strict', 'moderate'], 'seen']);
    await act.undo({ ...R, key: 'b' });
    await act.implement({ ...R, key: 'c' });
    expect(settings.written).toEqual(['strict', 'moderate', 'strict']);
  });

  it.each<[string, Partial<Recommendation>]>([['', {}], [', also one that an earlier version called implemented', { status: 'implemented', before: { value: 'moderate', put: 'strict' }, implementedMs: 1, place: null }]])(
    'changes nothing where a setting stands in the way, and can be tried again%s', async (_name, parts) => {
      const { act, settings, standing } = bench(parts);
      settings.inTheWay = new AppError('rules_full', 'conflict', 'no room');
      expect(await act.implement({ ...R, key: 'a' }).catch(code)).toBe('rules_full');
      expect([settings.written, standing()]).toMatchObject([[], { status: 'seen', before: null, implementedMs: null, implementAct: null }]);
      settings.inTheWay = undefined;
      expect(await act.implement({ ...R, key: 'a' })).toMatchObject({ status: 'implemented', before: { value: 'moderate' } });
    });

  it.each(['dismissed', 'expired', 'measured'] as const)('is refused of one that is %s, and changes nothing', async (status) => {
    const { act, settings } = bench({ status });
    expect(await act.implement(R).catch(code)).toBe('recommendation_state');
    expect(settings.written).toEqual([]);
  });
});

describe('what was left open too long', () => {
  it('has expired by the clock: it says so, and is neither implemented nor dismissed', async () => {
    const { act, settings } = bench({ expiresMs: NOW_MS });
    expect((await act.known('u-1', 'r')).status).toBe('expired');
    expect([await act.implement(R).catch(code), await act.dismiss(R, undefined).catch(code)]).toEqual(['recommendation_state', 'recommendation_state']);
    expect([settings.written, (await act.feedback(R, { rating: 2 })).status]).toEqual([[], 'expired']);
  });

  it('is not what was implemented: that is taken back at any time, and then open for another fortnight', async () => {
    const { act, settings } = bench({ expiresMs: NOW_MS, status: 'implemented', implementedMs: 1, isApplied: true, before: { value: 'moderate', put: 'strict' } });
    expect(await act.undo(R)).toMatchObject({ status: 'seen', expiresMs: NOW_MS + 14 * 86_400_000 });
    expect(settings.written).toEqual(['moderate']);
  });
});

describe('taking back', () => {
  it('is possible of what was measured, and what was measured stays', async () => {
    const measured = { measure: 'spam_taken' as const, beforePerDay: 2, afterPerDay: 1, differencePerDay: -1, lower: -2, upper: 0 };
    const { act, settings, standing } = bench({ status: 'measured', implementedMs: 1, isApplied: true, before: { value: 'moderate', put: 'strict' }, measured });
    await act.undo(R);
    expect([settings.written, standing().status, standing().measured]).toEqual([['moderate'], 'seen', measured]);
  });

  it('puts back what stood', async () => {
    const { act, settings, standing } = bench();
    await act.implement(R);
    await act.undo(R);
    expect([settings.value, standing().status, standing().before, standing().implementedMs]).toEqual(['moderate', 'seen', null, null]);
  });

  it('is refused where the setting was changed since, and leaves all as it is', async () => {
    const { act, settings, standing } = bench();
    await act.implement(R);
    settings.isChangedSince = true;
    expect(await act.undo(R).catch(code)).toBe('setting_changed');
    expect([settings.value, standing().status]).toEqual(['strict', 'implemented']);
  });

  it('is refused of one that was not implemented', async () => expect(await bench().act.undo(R).catch(code)).toBe('recommendation_state'));
});

describe('what users say', () => {
  it('dismissed, it remembers how much spoke for it', async () => {
    const { act, standing } = bench();
    await act.dismiss(R, 'no');
    expect(standing()).toMatchObject({ status: 'dismissed', place: null, dismissedStrength: 10, remark: 'no' });
  });

  it('adds up: what is left out stays as it was said', async () => {
    const { act, standing } = bench();
    await act.feedback(R, { rating: 4 });
    await act.feedback(R, { helpful: false, reason: 'noisy' });
    expect(standing()).toMatchObject({ rating: 4, helpful: false, remark: 'noisy', status: 'seen' });
  });

  it.each([['u-2', 'r'], ['u-1', 'x']])('of %s on %s is unknown', async (user, id) => expect(await bench().act.feedback({ user, id, key: undefined }, { rating: 1 }).catch(code)).toBe('recommendation_unknown'));
});
