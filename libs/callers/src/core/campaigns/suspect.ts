import type { SpamCategory } from '#realtime/core';

/** An incoming call as campaigns are told by it. */
export interface SuspectCall {
  readonly userId: number;
  readonly atMs: number;
  /** Of calls picked up that carry one. */
  readonly durationMs: number | undefined;
  /** Index of OUTCOMES. */
  readonly outcome: number;
}

/** A number that may belong to a campaign, with all that may tie it to others. */
export interface Suspect {
  readonly callerId: number;
  /** Opaque keys of its blocks of 10, 100, 1,000 and 10,000 numbers; undefined where the number is too short to have one. */
  readonly blocks: readonly (string | undefined)[];
  /** By time; the latest ones where there are very many. */
  readonly calls: readonly SuspectCall[];
  /** What most reports call it. */
  readonly category: SpamCategory | null;
  /** Groups of like scripts its calls were heard to read. */
  readonly scripts: readonly number[];
  /** Opaque keys of the numbers it asked to be called back at. */
  readonly callbacks: readonly string[];
  /** Which of its scripts may be others misheard. */
  readonly kin?: readonly ScriptKin[];
}

/** Two groups of scripts that resemble each other, though not enough to be one. */
export interface ScriptKin {
  readonly script: number;
  readonly other: number;
  /** 0–1, 1 where they are as alike as scripts of one group. */
  readonly doubt: number;
}

/** One of all the numbers that are no suspects: what they say, and when they begin, is what comes by chance. */
export type Bystander = Pick<Suspect, 'scripts' | 'callbacks'> & {
  /** Its first call. */
  readonly startMs: number;
};

export const RELATIONS = ['shared_users', 'range', 'same_length', 'timing', 'alternating_hours', 'callback', 'script'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What ties two numbers. `left < right`; at most one of a relation a pair. */
export interface Link {
  readonly left: number;
  readonly right: number;
  readonly relation: Relation;
  /** Above 0, at most 1. */
  readonly strength: number;
}

/** Numbers that act together, and what ties each of them in: all of `links` join two members. */
export interface Group {
  readonly members: readonly number[];
  readonly links: readonly Link[];
}
