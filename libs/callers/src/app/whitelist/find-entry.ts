import { ZoneClock } from '#kernel';
import { endOfDay, entryOf, type WhitelistEntry, type WhitelistFacts } from '../../core/index.js';
import type { CallerFacts } from '../caller-read-model.js';
import type { JudgeCaller, Moment } from '../judge-caller.js';
import { evidenceOn } from '../ranges/facts-on.js';
import type { Choices } from '../user-choices.js';

/** Which number, and what the user whose list it is chose. */
export interface Listed {
  readonly callerId: number;
  readonly choices: Choices;
}

/** Works out the entry of a number on a user's whitelist. */
export class FindEntry {
  private readonly clock = new ZoneClock();

  constructor(private readonly judging: JudgeCaller) {}

  /** @param number reads what is known of the number; asked only where something was learned, which spam to everybody never is */
  async execute(told: WhitelistFacts | undefined, { callerId, choices }: Listed, moment: Moment, number: () => Promise<CallerFacts>): Promise<WhitelistEntry | undefined> {
    if (told === undefined) return undefined;
    const { zone, strategy } = choices;
    const hourAt = (epochMs: number): number => this.clock.localHour(zone, epochMs);
    const entry = entryOf(told, { nowMs: moment.asOfMs, strategy, endOfDay: (epochMs) => endOfDay(epochMs, hourAt) });
    const barred = entry?.source === 'learned' && (await this.isSpam(callerId, await number(), moment));
    return barred ? undefined : entry;
  }

  /** For nobody in particular: what ties the user to the number must not speak for the number here. */
  private async isSpam(callerId: number, { caller, users, newcomers, reports, reputation }: CallerFacts, moment: Moment): Promise<boolean> {
    const evidence = evidenceOn({ caller, users, newcomers, reports, reputation }, moment.asOfMs);
    const { verdict } = await this.judging.execute(evidence, { callerId, userId: undefined }, { ...moment, ringing: false });
    return verdict === 'spam';
  }
}
