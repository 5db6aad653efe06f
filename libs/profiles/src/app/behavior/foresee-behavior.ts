import type { ModelSays, PredictedBehavior, SilenceReason } from '#ml';
import type { E164, Identities } from '#privacy';

export interface ForeseenCallee {
  readonly phoneNumber: E164;
  readonly probability: number;
}

/** What a user is likely to do with the next call, and whom they call next. */
export interface ForeseenBehavior {
  readonly outcome: ModelSays;
  readonly callback: ModelSays;
  readonly callees: {
    readonly model: string;
    readonly version: number | null;
    readonly items: readonly ForeseenCallee[] | null;
    readonly reason: SilenceReason | null;
  };
  readonly calls: number;
  readonly newCallerShare: number | null;
}

export class ForeseeBehavior {
  constructor(
    private readonly identities: Identities,
    private readonly predicted: PredictedBehavior,
  ) {}

  /** Undefined for a user never seen. */
  async execute(userId: string, atMs: number): Promise<ForeseenBehavior | undefined> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) return undefined;
    const { callees: { callees, ...told }, ...behavior } = await this.predicted.nextCall(id, atMs);
    if (callees === null) return { ...behavior, callees: { ...told, items: null } };
    const phones = await this.identities.revealPhones(callees.map(({ callerId }) => callerId));
    // A number that was erased is named no more.
    const items = callees.flatMap(({ callerId, probability }) => {
      const phoneNumber = phones.get(callerId);
      return phoneNumber === undefined ? [] : [{ phoneNumber, probability }];
    });
    return { ...behavior, callees: { ...told, items } };
  }
}
