import { Identities, type E164, type IdentityId } from '#privacy';

/** Identities in memory; instances made on the same store are processes on the same database. */
export class MemoryIdentities extends Identities {
  constructor(private readonly store = new Map<string, IdentityId>()) {
    super();
  }

  registerUsers(userIds: readonly string[]): Promise<IdentityId[]> {
    return this.register('user', userIds);
  }

  registerPhones(numbers: readonly E164[]): Promise<IdentityId[]> {
    return this.register('phone', numbers);
  }

  async findUser(userId: string): Promise<IdentityId | undefined> {
    return this.store.get(`user ${userId}`);
  }

  async findPhone(number: E164): Promise<IdentityId | undefined> {
    return this.store.get(`phone ${number}`);
  }

  async revealPhones(ids: readonly IdentityId[]): Promise<Map<IdentityId, E164>> {
    const phones = [...this.store].filter(([key, id]) => key.startsWith('phone ') && ids.includes(id));
    return new Map(phones.map(([key, id]) => [id, key.slice('phone '.length) as E164]));
  }

  async revealUsers(ids: readonly IdentityId[]): Promise<Map<IdentityId, string>> {
    const users = [...this.store].filter(([key, id]) => key.startsWith('user ') && ids.includes(id));
    return new Map(users.map(([key, id]) => [id, key.slice('user '.length)]));
  }

  private async register(kind: string, texts: readonly string[]): Promise<IdentityId[]> {
    for (const text of texts) if (!this.store.has(`${kind} ${text}`)) this.store.set(`${kind} ${text}`, this.store.size + 1);
    return texts.map((text) => this.store.get(`${kind} ${text}`) as IdentityId);
  }
}
