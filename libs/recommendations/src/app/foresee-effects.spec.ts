import type { ChangedCall } from '#callers';
import type { Candidate } from '../core/index.js';
import { ForeseeEffects } from './foresee-effects.js';
import { adviceOf, NOW_MS } from './recommendations.fixture.js';

type Compare = ConstructorParameters<typeof ForeseeEffects>[0]['compare'];
type Page = Awaited<ReturnType<Compare>>;

const CALL = { atMs: 1, number: '+8613800138000', outcome: 'missed', verdict: 'spam', before: { action: 'screen', decidedBy: 'strategy:moderate' }, after: { action: 'block', decidedBy: 'strategy:strict' } } as ChangedCall;

/** Hands out pages of what each change would have turned. */
function replaying(...pages: readonly (readonly number[])[]) {
  const asked: { readonly changes: number; readonly beforeMs: number; readonly sinceMs: number }[] = [];
  const compare: Compare = async (_user, changes, { sinceMs, before }): Promise<Page> => {
    asked.push({ changes: changes.length, beforeMs: before.atMs, sinceMs });
    const counts = pages[asked.length - 1] ?? [];
    return { changed: changes.map((_, at) => new Array<ChangedCall>(counts[at] ?? 0).fill(CALL)), calls: 100, skipped: 1, next: asked.length < pages.length ? { atMs: 1000 - asked.length, callerId: 1 } : undefined };
  };
  return { asked, effects: new ForeseeEffects({ compare }) };
}

const candidates: Candidate[] = [adviceOf('a'), adviceOf('b', { action: { type: 'none' } }), adviceOf('c'), adviceOf('d')];

describe('what would come of candidates', () => {
  it('is found by one replay for all of them, page by page; what would change nothing is dropped', async () => {
    const { asked, effects } = replaying([2, 0, 0], [1, 0, 4]);
    const advice = await effects.execute('u-1', candidates, NOW_MS);
    expect(advice.map(({ key, expected }) => [key, expected?.callsChanged ?? null])).toEqual([['a', 3], ['b', null], ['d', 4]]);
    expect(advice[0]?.expected).toEqual({ days: 30, calls: 200, skipped: 2, callsChanged: 3, fewerSpamCalls: 3, fewerRings: 0, moreRings: 0, fewerAssisted: 3, contactsAffected: 0 });
    expect(asked).toEqual([NOW_MS + 1, 999].map((beforeMs) => ({ changes: 3, beforeMs, sinceMs: NOW_MS - 30 * 86_400_000 })));
  });

  it('asks for no replay where calls are not what changes', async () => {
    const { asked, effects } = replaying();
    expect(await effects.execute('u-1', [adviceOf('b', { action: { type: 'none' } })], NOW_MS)).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('ends after twenty pages', async () => {
    const { asked, effects } = replaying(...new Array<number[]>(50).fill([1, 1, 1]));
    await effects.execute('u-1', candidates, NOW_MS);
    expect(asked).toHaveLength(20);
  });
});
