import type { Keyring } from '#privacy';
import { IdempotentActs } from '../../libs/realtime/src/app/idempotent-acts.js';
import { ActBodies } from '../../libs/realtime/src/app/act-bodies.js';
import { FixedClock, NOW_MS } from './fixed-clock.fixture.js';

export class MemoryActBodies extends ActBodies {
  private readonly kept = new Map<string, { readonly digest: Buffer; readonly atMs: number }>();

  keep(act: string, digest: Buffer, atMs: number): Promise<Buffer> {
    const first = this.kept.get(act) ?? { digest, atMs };
    this.kept.set(act, first);
    return Promise.resolve(first.digest);
  }

  has(act: string): Promise<boolean> {
    return Promise.resolve(this.kept.has(act));
  }

  forget(beforeMs: number): Promise<number> {
    const old = [...this.kept].filter(([, { atMs }]) => atMs < beforeMs);
    for (const [act] of old) this.kept.delete(act);
    return Promise.resolve(old.length);
  }
}

export const memoryActs = (keyring: Keyring): IdempotentActs => new IdempotentActs(new MemoryActBodies(), keyring, new FixedClock(NOW_MS));
