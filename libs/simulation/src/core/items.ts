import type { SpamCategory, WireCall } from '#realtime/core';

export const SPAM_KINDS = ['robocall', 'snowshoe', 'neighbour_spoof', 'storm', 'one_ring', 'telemarketer'] as const;
export type SpamKind = (typeof SPAM_KINDS)[number];

/** What stands behind the number at the other end of a call, whoever dialled. */
export type TrafficKind = 'contact' | 'business' | 'stranger' | SpamKind;

export interface Truth {
  readonly spam: boolean;
  readonly kind: TrafficKind;
  /** The campaign a spam call belongs to, such as `storm-0-12`; `null` for legitimate calls. */
  readonly campaign: string | null;
  /** `null` for legitimate calls. */
  readonly category: SpamCategory | null;
}

/** A call as it goes on the wire, every field present but those an outcome lacks: only calls picked up have a duration. */
export interface CallEvent extends WireCall {
  readonly id: string;
  readonly type: 'call';
  readonly callType: 'incoming' | 'outgoing';
}

/** A call and, beside it and never inside it, what it really was. */
export interface SimulatedCall {
  readonly kind: 'call';
  readonly event: CallEvent;
  readonly truth: Truth;
}

/** What a user said about a caller: their opinion, right most of the time. */
export interface Feedback {
  readonly userId: string;
  readonly callerPhone: string;
  readonly label: 'spam' | 'not_spam';
  /** `null` where the user gave none. */
  readonly category: SpamCategory | null;
  readonly timestamp: string;
}

export interface SimulatedFeedback {
  readonly kind: 'feedback';
  readonly feedback: Feedback;
}

export type SimulatedItem = SimulatedCall | SimulatedFeedback;

export const LEGITIMATE: Readonly<Record<'contact' | 'business' | 'stranger', Truth>> = {
  contact: { spam: false, kind: 'contact', campaign: null, category: null },
  business: { spam: false, kind: 'business', campaign: null, category: null },
  stranger: { spam: false, kind: 'stranger', campaign: null, category: null },
};
