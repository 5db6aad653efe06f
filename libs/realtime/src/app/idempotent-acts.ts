import { createHash } from 'node:crypto';
import { AppError, DAY_MS, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import type { ActBodies } from './act-bodies.js';
import { checkIdempotencyKey, idempotentEventId } from './event-ids.js';

/** So long a key is held against another body; docs/idempotency.md. */
const KEPT_DAYS = 90;

/** Decides for every route that takes an Idempotency-Key whether what comes under one is the same act again. */
export class IdempotentActs {
  constructor(
    private readonly bodies: ActBodies,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * The id of what is done under `key`, always the same for the same act; undefined without a key.
   * @param act what the key is good for: the kind of act, who does it, on what
   * @throws AppError `idempotency_key_invalid`
   */
  idOf(key: string | undefined, act: readonly (string | number)[]): string | undefined {
    checkIdempotencyKey(key);
    return key === undefined ? undefined : idempotentEventId(this.keyring, [...act, key]);
  }

  /**
   * To be called once the request is known to be good and before anything is done: a refused one leaves its key free.
   * @param id of `idOf`; without one nothing is held
   * @throws AppError `idempotency_key_reused` where the key came with another body before
   */
  async claim(id: string | undefined, body: string | Uint8Array): Promise<void> {
    if (id === undefined) return;
    // Keyed: bodies are short and few, and a plain digest would tell them.
    const digest = this.keyring.blindIndex('idempotency', createHash('sha256').update(body).digest('base64'));
    if (digest.equals(await this.bodies.keep(id, digest, this.clock.now()))) return;
    throw new AppError('idempotency_key_reused', 'conflict', 'this Idempotency-Key came with another body before: a new act wants a new key');
  }

  /** Says that what was made under an id is gone for good, and its id with it. */
  async retire(id: string): Promise<void> {
    await this.bodies.keep(this.successorOf(id), this.keyring.blindIndex('idempotency', id), this.clock.now());
  }

  /** The id under which an act is done now: its own, or, of one that was retired, the one that follows. */
  async standing(id: string): Promise<string> {
    let [current, next] = [id, this.successorOf(id)];
    while (await this.bodies.has(next)) [current, next] = [next, this.successorOf(next)];
    return current;
  }

  /** Notes that an act was answered by something that stood already, and would not be found by the act's id. */
  async tie(id: string, answer: string): Promise<void> {
    await this.bodies.keep(this.tieOf(id, answer), this.keyring.blindIndex('idempotency', answer), this.clock.now());
  }

  /** The one among `answers` that an act was answered by. */
  async tiedTo(id: string, answers: readonly string[]): Promise<string | undefined> {
    for (const answer of answers) if (await this.bodies.has(this.tieOf(id, answer))) return answer;
    return undefined;
  }

  private tieOf(id: string, answer: string): string {
    return idempotentEventId(this.keyring, ['tied', id, answer]);
  }

  private successorOf(id: string): string {
    return idempotentEventId(this.keyring, ['retired', id]);
  }

  /** Returns how many acts were forgotten. */
  forgetOld(): Promise<number> {
    return this.bodies.forget(this.clock.now() - KEPT_DAYS * DAY_MS);
  }
}
