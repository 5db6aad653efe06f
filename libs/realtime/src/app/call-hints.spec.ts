import { Keyring } from '#privacy';
import { EVENT_KINDS, INCOMING, type StoredEvent } from '../core/index.js';
import { callHints } from './call-hints.js';

const keyring = new Keyring('a secret that is long enough');
const call = { callerId: 1, direction: INCOMING, outcome: 2, durationMs: undefined, localHour: 9 };
const event = (said: unknown, parts: Partial<StoredEvent> = {}): StoredEvent => ({
  eventId: 'e', kind: EVENT_KINDS.call, userId: 1, occurredAtMs: 0, position: 1, receivedAtMs: 0, call, details: keyring.seal('details', JSON.stringify(said)), ...parts,
});

describe('hints of a call', () => {
  it.each([
    ['time of ringing', { metadata: { ringSeconds: 1.5 } }, { ringMs: 1500 }],
    ['what was said', { metadata: { callbackNumber: '400-1', transcript: 'hello' } }, { callbackNumber: '400-1', transcript: 'hello' }],
    ['no metadata', { other: 1 }, {}],
    ['hints of another form', { metadata: { ringSeconds: '2', callbackNumber: 4, transcript: ' ' } }, {}],
    ['a time nobody lets it ring', { metadata: { ringSeconds: -1 } }, {}],
  ])('%s', (_name, said, expected) => expect(callHints(event(said), keyring)).toEqual(expected));

  it('are opened once', () => {
    const open = jest.spyOn(keyring, 'open');
    const one = event({ metadata: { ringSeconds: 2 } });
    expect(callHints(one, keyring)).toBe(callHints(one, keyring));
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('are none where nothing was said, or it is no call', () => {
    const { details: _sealed, ...bare } = event({});
    expect(callHints(bare, keyring)).toEqual({});
    expect(callHints(event({ metadata: { ringSeconds: 2 } }, { call: undefined }), keyring)).toEqual({});
  });
});
