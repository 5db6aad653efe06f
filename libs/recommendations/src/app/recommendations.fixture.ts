import type { Advice } from '../core/index.js';
import type { ListedRecommendations, Recommendation } from './recommendation.js';
import { Recommendations, type ListOrigin, type Refreshed } from './recommendations.js';

export const NOW_MS = Date.parse('2026-03-20T12:00:00Z');

export function adviceOf(key: string, parts: Partial<Advice> = {}): Advice {
  return {
    kind: 'stricter_strategy', category: 'security', key, need: key, figures: {}, strength: 10, confidence: 0.9, impact: 'high', effort: 'low',
    action: { type: 'strategy', strategy: 'strict' }, expected: null, ...parts,
  };
}

export function recommendationOf(id: string, parts: Partial<Recommendation> = {}): Recommendation {
  return {
    id, userId: 1, advice: adviceOf(id), status: 'seen', place: 0, proposedMs: NOW_MS, expiresMs: NOW_MS + 1, seenMs: NOW_MS, seenDay: 0, timesSeen: 1, implementedMs: null, isApplied: false,
    before: null, implementAct: null, undoAct: null, dismissedStrength: 0, rating: null, helpful: null, remark: null, measured: null, ...parts,
  };
}

/** Recommendations of one user in memory. */
export class MemoryRecommendations extends Recommendations {
  readonly kept: Map<string, Recommendation>;

  constructor(...kept: readonly Recommendation[]) {
    super();
    this.kept = new Map(kept.map((one) => [one.id, one]));
  }

  async listed(): Promise<ListedRecommendations> {
    return { items: [...this.kept.values()].filter(({ place }) => place !== null), refreshedMs: null, askedMs: null, isOfNow: true };
  }

  async ofStatus(_userId: number, status: Recommendation['status']): Promise<readonly Recommendation[]> {
    return [...this.kept.values()].filter((one) => one.status === status);
  }

  async find(_userId: number, id: string): Promise<Recommendation | undefined> {
    return this.kept.get(id);
  }

  async change(_userId: number, id: string, change: (standing: Recommendation) => Recommendation | undefined): Promise<Recommendation | undefined> {
    const standing = this.kept.get(id);
    const changed = (standing && change(standing)) ?? standing;
    if (changed !== undefined) this.kept.set(id, changed);
    return changed;
  }

  async asked(): Promise<void> {}

  async settingsOf(): Promise<string> {
    return '';
  }

  async refresh(_userId: number, _origin: ListOrigin, make: (standing: readonly Recommendation[]) => Refreshed): Promise<void> {
    for (const one of make([...this.kept.values()]).changed) this.kept.set(one.id, one);
  }

  async usersToRefresh(): Promise<readonly number[]> {
    return [];
  }

  async toMeasure(): Promise<readonly Recommendation[]> {
    return this.ofStatus(1, 'implemented');
  }
}
