/** What was asked for under each client's key: digests alone, nothing that could be read. */
export abstract class ActBodies {
  /** Resolves with the digest that is kept of the act: of several at once the same one for all. */
  abstract keep(act: string, digest: Buffer, atMs: number): Promise<Buffer>;
  /** Whether anything is kept of the act. */
  abstract has(act: string): Promise<boolean>;
  /** Forgets acts before `beforeMs`. Returns how many there were. */
  abstract forget(beforeMs: number): Promise<number>;
}
