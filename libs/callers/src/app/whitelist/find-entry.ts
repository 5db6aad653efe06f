import { ZoneClock } from '#kernel';
import type { CallerName } from '#privacy';
import { endOfDay, entryOf, type WhitelistEntry, type WhitelistFacts } from '../../core/index.js';
import type { CallerFacts } from '../caller-read-model.js';
import type { JudgeCaller, Moment } from '../judge-caller.js';
import { evidenceForNobody } from '../ranges/facts-on.js';
import type { Choices } from '../user-choices.js';

/** Which number, and what the user whose list it is chose. */
export interface Listed {
  readonly callerId: number;
  readonly choices: Choices;
}

/** A number and what is known of it. */
export interface KnownNumber {
  readonly number: CallerName | undefined;
  readonly facts: CallerFacts;
}

/** Works out the entry of a number on a user's whitelist. */
export class FindEntry {
  private readonly clock = new ZoneClock();

  constructor(private readonly judging: JudgeCaller) {}

  /** @param known reads what is known of the number; asked only where something was learned, which spam to everybody never is */
  async execute(told: WhitelistFacts | undefined, { callerId, choices }: Listed, moment: Moment, known: () => Promise<KnownNumber>): Promise<WhitelistEntry | undefined> {
    if (told === undefined) return undefined;
    const { zone, strategy } = choices;
    const hourAt = (epochMs: number): number => this.clock.localHour(zone, epochMs);
    const entry = entryOf(told, { nowMs: moment.asOfMs, strategy, endOfDay: (epochMs) => endOfDay(epochMs, hourAt) });
    const barred = entry?.source === 'learned' && (await this.isSpam(callerId, await known(), moment));
    return barred ? undefined : entry;
  }

  /** For nobody in particular: what ties the user to the number must not speak for the number here. */
  private async isSpam(callerId: number, { number, facts }: KnownNumber, moment: Moment): Promise<boolean> {
    const evidence = evidenceForNobody({ ...facts, campaign: facts.network?.campaign }, number, moment.asOfMs);
    const { verdict } = await this.judging.execute(evidence, { callerId, userId: undefined }, { ...moment, ringing: false });
    return verdict === 'spam';
  }
}
