import type { Identities } from '#privacy';
import type { WhitelistEntry, WhitelistFacts } from '../../core/index.js';
import type { JudgeCaller } from '../judge-caller.js';
import type { Choices, UserChoices } from '../user-choices.js';
import type { RingFacts } from '../ring-facts.js';
import type { Whitelists } from '../whitelists.js';
import { FindEntry, type KnownNumber } from './find-entry.js';

/** A number that may be on the list, with what it is there. */
export interface Candidate {
  readonly callerId: number;
  readonly entry: WhitelistEntry | undefined;
}

/** Entries as they stand. */
export class EntriesNow {
  private readonly find: FindEntry;

  constructor(
    private readonly whitelists: Whitelists,
    private readonly known: { readonly identities: Pick<Identities, 'revealPhones'>; readonly ringing: RingFacts },
    private readonly choices: UserChoices,
    judging: JudgeCaller,
  ) {
    this.find = new FindEntry(judging);
  }

  async one(userId: number, callerId: number, asOfMs: number): Promise<WhitelistEntry | undefined> {
    const [told, choices] = await Promise.all([this.whitelists.between(userId, callerId), this.choices.choicesOf(userId)]);
    return this.entry(told, callerId, choices, asOfMs);
  }

  /** Of the next `limit` numbers that may have one, by ascending id. */
  async after(userId: number, afterId: number, limit: number, asOfMs: number): Promise<readonly Candidate[]> {
    const [numbers, choices] = await Promise.all([this.whitelists.page(userId, afterId, limit), this.choices.choicesOf(userId)]);
    return Promise.all(numbers.map(async ({ callerId, ...told }) => ({ callerId, entry: await this.entry(told, callerId, choices, asOfMs) })));
  }

  private entry(told: WhitelistFacts, callerId: number, choices: Choices, asOfMs: number): Promise<WhitelistEntry | undefined> {
    const known = async (): Promise<KnownNumber> => {
      const [facts, numbers] = await Promise.all([this.known.ringing.now(callerId, undefined), this.known.identities.revealPhones([callerId])]);
      return { facts, number: numbers.get(callerId) };
    };
    return this.find.execute(told, { callerId, choices }, { asOfMs, earlier: false, ringing: false }, known);
  }
}
