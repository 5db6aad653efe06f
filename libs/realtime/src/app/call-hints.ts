import type { Keyring } from '#privacy';
import type { StoredEvent } from '../core/index.js';

/** What a sibling service may say of a call beside its columns. */
export interface CallHints {
  /** How long it rang. */
  readonly ringMs?: number;
  /** The number the caller asked to be called back at, as said. */
  readonly callbackNumber?: string;
  /** What the caller said, as the assistant heard it. */
  readonly transcript?: string;
}

const NONE: CallHints = {};
const LONGEST_RING_SECONDS = 3600;
const opened = new WeakMap<StoredEvent, CallHints>();

/** The hints in `metadata` of a call, its sealed content opened once however many folds ask. What has not the form of a hint is none. */
export function callHints(event: StoredEvent, keyring: Keyring): CallHints {
  if (event.call === undefined || event.details === undefined) return NONE;
  let hints = opened.get(event);
  if (hints === undefined) opened.set(event, (hints = hintsIn(keyring.open('details', Buffer.from(event.details)))));
  return hints;
}

function hintsIn(details: string): CallHints {
  const { metadata } = JSON.parse(details) as { readonly metadata?: Readonly<Record<string, unknown>> };
  const { ringSeconds, callbackNumber, transcript } = metadata ?? {};
  return {
    ...(typeof ringSeconds === 'number' && ringSeconds >= 0 && ringSeconds <= LONGEST_RING_SECONDS && { ringMs: Math.round(ringSeconds * 1000) }),
    ...(typeof callbackNumber === 'string' && { callbackNumber }),
    ...(typeof transcript === 'string' && transcript.trim() !== '' && { transcript }),
  };
}
