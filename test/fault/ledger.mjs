import { randomUUID } from 'node:crypto';

/** Users and numbers at the beginning, and after how many calls there is one more: new ones must come up during outages too. */
const USERS = { first: 20, callsEach: 100 };
const NUMBERS = { first: 30, callsEach: 60 };
const OUTCOMES = ['answered', 'rejected', 'missed', 'transferred', 'ai_handled'];
const FROM_MS = Date.parse('2026-02-01T00:00:00Z');
const SPAN_MS = 30 * 86_400_000;

export const userName = (index) => `fault-${index}`;
export const phoneNumber = (index) => `+86139${String(10_000_000 + index)}`;

/** What a client sent and what it was promised: the only truth the service is held against. */
export class Ledger {
  /** Everything that ever left a client, by id. */
  sent = new Map();
  acknowledged = new Set();

  constructor(random) {
    this.random = random;
  }

  /** `count` new calls, on the record before they leave. */
  draw(count) {
    const calls = Array.from({ length: count }, () => this.call());
    for (const call of calls) this.sent.set(call.id, call);
    return calls;
  }

  acknowledge(calls) {
    for (const { id } of calls) this.acknowledged.add(id);
  }

  /** Acknowledged calls once more, with another duration: the first content must win. */
  altered(count) {
    const ids = [...this.acknowledged];
    return Array.from({ length: Math.min(count, ids.length) }, () => ({ ...this.sent.get(ids[this.random.below(ids.length)]), outcome: 'answered', duration: 3599 }));
  }

  someone({ first, callsEach }) {
    return this.random.below(first + Math.floor(this.sent.size / callsEach));
  }

  call() {
    const outcome = OUTCOMES[this.random.below(OUTCOMES.length)];
    const timed = outcome === 'answered' || outcome === 'ai_handled';
    return {
      id: randomUUID(), type: 'call', outcome,
      userId: userName(this.someone(USERS)), callerPhone: phoneNumber(this.someone(NUMBERS)),
      callType: this.random.below(10) === 0 ? 'outgoing' : 'incoming',
      timestamp: new Date(FROM_MS + this.random.below(SPAN_MS)).toISOString(),
      ...(timed ? { duration: this.random.below(600) } : {}),
    };
  }
}

const emptyCount = () => ({ total: 0, incoming: 0, outgoing: 0, answered: 0, rejected: 0, missed: 0, transferred: 0, ai_handled: 0, talked: 0, users: new Set() });

function add(counts, key, { outcome, callType, duration, userId }) {
  if (!counts.has(key)) counts.set(key, emptyCount());
  const count = counts.get(key);
  count.total++;
  count[callType]++;
  count[outcome]++;
  if (outcome === 'answered') count.talked += duration;
  count.users.add(userId);
}

/** What `calls` add up to, by user and by number. */
export function countCalls(calls) {
  const users = new Map();
  const numbers = new Map();
  for (const call of calls) {
    add(users, call.userId, call);
    add(numbers, call.callerPhone, call);
  }
  return { users, numbers };
}
