import type { Principal } from '#platform/auth';
import type { Candidate } from '../app/accept-events.js';
import type { ReceiveEvents } from '../app/receive-events.js';
import { InteractionsController } from './interactions.controller.js';

const call = { callerPhone: '+8613800138000', outcome: 'missed', timestamp: '2026-11-22T01:30:00Z' };
const principal = { subject: 'u-1', role: 'user' } as Principal;

async function send(body: object): Promise<unknown> {
  let taken: unknown;
  const receive = { execute: async ([candidate]: readonly Candidate[]) => void (taken = (candidate as { value: unknown }).value) } as unknown as ReceiveEvents;
  try {
    await new InteractionsController(receive).interaction(body, principal);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return taken;
}

describe('a user who sends an event', () => {
  it('may name themselves in any words', async () => {
    expect(await send({ ...call, user_id: 'u-1' })).toEqual({ ...call, userId: 'u-1' });
  });

  it.each([
    ['of somebody else', { ...call, userId: 'u-2' }, 'forbidden_user'],
    ['of somebody else in other words', { ...call, user_id: 'u-2' }, 'forbidden_user'],
    ['of two users', { ...call, userId: 'u-1', user_id: 'u-2' }, 'event_invalid'],
    ['of somebody else and of two lengths', { ...call, userId: 'u-2', duration: 1, duration_ms: 2 }, 'forbidden_user'],
    ['that only the platform sends', { kind: 'metric', name: 'm', value: 1, timestamp: call.timestamp }, 'event_invalid'],
  ])('is refused one %s', async (_name, body, code) => expect(await send(body)).toBe(code));
});
