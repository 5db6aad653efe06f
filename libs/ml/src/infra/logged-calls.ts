import type { Keyring } from '#privacy';
import { labelsIn, type EventsBySubject, type LogMark } from '#realtime';
import { isCall, type StoredEvent, type UserLabel } from '#realtime/core';
import { CallHistory, type NumberPassed } from '../app/call-history.js';
import type { LoggedCall } from '../core/index.js';

/** A page takes some ten milliseconds to decode: others wait no longer. */
const PAGE_EVENTS = 1000;

interface Gathered {
  readonly subject: number;
  readonly calls: LoggedCall[];
  readonly labels: UserLabel[];
}

const subjectOf = ({ call, subjectId }: StoredEvent): number => call?.callerId ?? (subjectId as number);

/** Calls and labels from the event log. */
export class LoggedCalls extends CallHistory {
  constructor(
    private readonly events: EventsBySubject,
    private readonly keyring: Keyring,
    private readonly pageEvents = PAGE_EVENTS,
  ) {
    super();
  }

  end(): Promise<LogMark> {
    return this.events.end();
  }

  async *numbers(until: LogMark): AsyncGenerator<NumberPassed, void, undefined> {
    const last = await this.events.lastSubject(until);
    const passed = ({ subject, calls, labels }: Gathered): NumberPassed => ({ calls, labels, done: subject / last });
    let number: Gathered | undefined;
    for await (const page of this.pages(until)) {
      for (const event of page) {
        const subject = subjectOf(event);
        if (number !== undefined && number.subject !== subject) yield passed(number);
        if (number?.subject !== subject) number = { subject, calls: [], labels: [] };
        this.gather(event, number);
      }
    }
    if (number !== undefined) yield passed(number);
  }

  private async *pages(until: LogMark): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    let page = await this.events.page(until, undefined, this.pageEvents);
    while (page.length > 0) {
      yield page;
      page = await this.events.page(until, page.at(-1), this.pageEvents);
    }
  }

  /** Without their sealed details: a busy number has many calls. */
  private gather(event: StoredEvent, { calls, labels }: Gathered): void {
    if (isCall(event)) calls.push({ eventId: event.eventId, userId: event.userId, occurredAtMs: event.occurredAtMs, call: event.call });
    else labels.push(...labelsIn([event], this.keyring));
  }
}
