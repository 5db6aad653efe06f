import type { Finding } from './assess.js';

export interface OpenAlert extends Pick<Finding, 'kind' | 'subject'> {
  readonly id: number;
  readonly version: number;
}

export interface AlertChanges {
  readonly raise: readonly Finding[];
  /** Ids of those that are over: not found any more, or about a version that is not served any more. */
  readonly clear: readonly number[];
}

const keyOf = ({ kind, subject }: Pick<Finding, 'kind' | 'subject'>): string => `${kind} ${subject}`;

/** What must happen so that exactly the findings about the served version stand as open alerts. */
export function alertChanges(open: readonly OpenAlert[], servedVersion: number, findings: readonly Finding[]): AlertChanges {
  const found = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const standing = open.filter((alert) => alert.version === servedVersion && found.has(keyOf(alert)));
  const known = new Set(standing.map(keyOf));
  return {
    raise: [...found.values()].filter((finding) => !known.has(keyOf(finding))),
    clear: open.filter((alert) => !standing.includes(alert)).map(({ id }) => id),
  };
}
