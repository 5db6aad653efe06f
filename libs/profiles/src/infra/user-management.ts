import type { Clock } from '#kernel';
import { KeptAnswers, type LiveSettings, type SiblingClient } from '#platform/siblings';
import type { Identities } from '#privacy';
import type { ToldPreferences } from '../app/told-preferences.js';
import type { Preferences } from '../core/preferences.js';
import { toldPreferences } from '../core/told-preferences.js';

const NOTHING: Partial<Preferences> = {};
/** However they are encoded, in an address they mean the folder and the one above: another route than the one asked for. */
const NO_SEGMENTS: ReadonlySet<string> = new Set(['.', '..']);

export interface UserManagementParts {
  readonly client: Pick<SiblingClient, 'get'>;
  /** With `:userId` in it. */
  readonly path: string;
  readonly identities: Pick<Identities, 'revealUsers'>;
  readonly live: Pick<LiveSettings, 'flag'>;
}

/** User Management, asked behind the back of whoever reads. The memory knows surrogate ids only; the user's own id is opened to ask. */
export class UserManagement implements ToldPreferences {
  private readonly answers: KeptAnswers<Partial<Preferences>>;

  constructor(private readonly parts: UserManagementParts, clock: Clock) {
    this.answers = new KeptAnswers((userId) => this.ask(Number(userId)), clock);
  }

  of(userId: number): Partial<Preferences> {
    return this.parts.live.flag('USER_PREFERENCES') ? (this.answers.read(String(userId)) ?? NOTHING) : NOTHING;
  }

  private async ask(userId: number): Promise<Partial<Preferences> | undefined> {
    const { client, path, identities } = this.parts;
    const name = (await identities.revealUsers([userId])).get(userId);
    if (name === undefined || NO_SEGMENTS.has(name)) return undefined;
    const answer = await client.get(path.replace(':userId', encodeURIComponent(name)));
    return answer === undefined ? undefined : toldPreferences(answer);
  }
}

export const NOBODY_ASKED: ToldPreferences = { of: () => NOTHING };
