import { clientOf, folded, type Client, type Service } from '../support/index.mjs';
import { eventOf, month, type MonthCall, type World } from './subscriber-month.fixture.js';

/** What is to be done with a call, asked while it rings. */
export interface Judged {
  readonly verdict: string;
  readonly action: string;
  readonly decidedBy: string;
}

/** As a recommendation states it. */
export interface Effect {
  readonly days: number;
  readonly calls: number;
  readonly skipped: number;
  readonly callsChanged: number;
  readonly fewerSpamCalls: number;
  readonly fewerRings: number;
  readonly moreRings: number;
  readonly fewerAssisted: number;
  readonly contactsAffected: number;
}

const BATCH = 500;
const WORST_FIRST = ['block', 'transfer', 'screen', 'allow'];

export async function send(system: Client, events: readonly object[]): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    expect(await system.send(batch)).toMatchObject({ status: 202, body: { accepted: batch.length, rejected: [] } });
  }
}

/** The month once more in every world, in step: before each call that the user gets it is asked what to do with it. */
export async function live(service: Service, userId: string, worlds: readonly World[]): Promise<Judged[][]> {
  const system = clientOf(service, 'system');
  const told: Judged[][] = worlds.map(() => []);
  let waiting: MonthCall[] = [];
  for (const call of month) {
    if (call.userId === userId && call.callType === 'incoming') {
      await send(system, worlds.flatMap((world) => waiting.map((one) => eventOf(one, world))));
      waiting = [];
      await folded(service);
      const answers = await Promise.all(worlds.map((world) => system.get(`/api/profiles/caller/${encodeURIComponent(world.number(call.number))}?userId=${world.user(userId)}`)));
      answers.forEach(({ body }, at) => told[at]!.push({ verdict: body.verdict, action: body.recommendedAction, decidedBy: body.decidedBy }));
    }
    waiting.push(call);
  }
  return told;
}

/** What came of a change: each call as it was dealt with without it, beside the same with it. */
export function effectOf(before: readonly Judged[], after: readonly Judged[]): Effect {
  const effect = { days: 30, calls: before.length, skipped: 0, callsChanged: 0, fewerSpamCalls: 0, fewerRings: 0, moreRings: 0, fewerAssisted: 0, contactsAffected: 0 };
  before.forEach(({ verdict, action, decidedBy }, at) => {
    const now = after[at]!.action;
    if (now !== action) effect.callsChanged++;
    if (['spam', 'suspicious'].includes(verdict) && ['allow', 'screen'].includes(action) && ['block', 'transfer'].includes(now)) effect.fewerSpamCalls++;
    if (action === 'allow' && now !== 'allow') effect.fewerRings++;
    if (action !== 'allow' && now === 'allow') effect.moreRings++;
    if (action === 'screen' && ['block', 'transfer'].includes(now)) effect.fewerAssisted++;
    if (['contact', 'whitelist', 'emergency'].includes(decidedBy) && WORST_FIRST.indexOf(now) < WORST_FIRST.indexOf(action)) effect.contactsAffected++;
  });
  return effect;
}
