import { PARTS, type Finding, type Part } from './anomaly-detector.js';

/** Values out of the usual that belong together: from when to when, how many, and the rarest, with what it was made of. */
export interface Incident {
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  readonly peakSeconds: number;
  readonly values: number;
  readonly rarity: number;
  readonly parts: Readonly<Record<Part, number>>;
}

export const opened = (atSeconds: number, { rarity, parts }: Finding): Incident =>
  ({ firstSeconds: atSeconds, lastSeconds: atSeconds, peakSeconds: atSeconds, values: 1, rarity, parts });

/** The incident with one more value. */
export function extended(incident: Incident, atSeconds: number, { rarity, parts }: Finding): Incident {
  const peak = rarity > incident.rarity ? { rarity, parts, peakSeconds: atSeconds } : {};
  return { ...incident, lastSeconds: Math.max(incident.lastSeconds, atSeconds), values: incident.values + 1, ...peak };
}

/** What made an incident's rarest value rare, the most telling first; shares sum to 1. Parts that found nothing are left out. */
export function contributions({ parts }: Pick<Incident, 'parts'>): { readonly part: Part; readonly share: number }[] {
  const sum = PARTS.reduce((total, part) => total + parts[part], 0);
  return PARTS.filter((part) => parts[part] > 0)
    .map((part) => ({ part, share: parts[part] / sum }))
    .sort((left, right) => right.share - left.share);
}
