import { AppError } from '#kernel';
import type { Keyring } from '#privacy';
import { labelsIn, type EventHistory } from '#realtime';
import { isCall, latestLabels, type StoredEvent } from '#realtime/core';
import { foldCallers, foldPairs } from '../core/index.js';
import type { CallerFacts } from './caller-read-model.js';
import { changeEventsIn, openChange } from './whitelist/open-change.js';

const MOST_EVENTS = 100_000;
const SAMPLED_PAIRS = 50;

/** What would have been stored of a number at an earlier moment: the same folds over what had been received by then. */
export class CallerAsOf {
  constructor(
    private readonly history: EventHistory,
    private readonly keyring: Keyring,
  ) {}

  /** @throws AppError `as_of_too_large` for a number with more than 100,000 events by then */
  async facts(callerId: number, userId: number | undefined, asOfMs: number): Promise<Omit<CallerFacts, 'range'>> {
    const events = await this.history.ofSubject(callerId, asOfMs, MOST_EVENTS + 1);
    if (events.length > MOST_EVENTS) throw new AppError('as_of_too_large', 'invalid', `asOf is answered for numbers with up to ${MOST_EVENTS} events; this one has more`);
    return factsFrom(events, userId, this.keyring);
  }
}

/** What the events about one number say of it, and of its relation to a user where one is given. */
export function factsFrom(events: readonly StoredEvent[], userId: number | undefined, keyring: Keyring): Omit<CallerFacts, 'range'> {
  const calls = events.filter(isCall);
  const pairs = foldPairs(calls).sort((left, right) => left.userId - right.userId);
  const labels = latestLabels(labelsIn(events, keyring));
  const [caller] = foldCallers(calls).values();
  const [relation, ownLabel] = [pairs.find((pair) => pair.userId === userId), labels.find((label) => label.userId === userId)];
  const changes = changeEventsIn(events).filter((event) => event.userId === userId).map((event) => openChange(event, keyring));
  return {
    caller,
    users: pairs.length,
    reports: labels,
    pairs: pairs.slice(0, SAMPLED_PAIRS),
    relation,
    ownLabel: ownLabel?.label,
    whitelist: userId === undefined ? undefined : { pair: relation, ownLabel, changes },
  };
}
