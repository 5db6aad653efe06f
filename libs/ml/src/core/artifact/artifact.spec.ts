import fc from 'fast-check';
import { ARTIFACT_FORMAT, packArtifact, unpackArtifact, type Artifact } from './artifact.js';
import { crc32c } from './crc32c.js';

const SMALL: Artifact = {
  formatVersion: ARTIFACT_FORMAT, algorithm: 'random_forest', modelType: 'classification', featureNames: ['calls', '时长'],
  classes: [0, 1], calibration: { scores: [0.1, 0.7], shares: [0, 1 / 3] }, body: Uint8Array.of(0, 1, 2, 255, 254),
};

/** `bytes` with the checksum they should have. */
function resealed(bytes: Uint8Array): Uint8Array {
  const sealed = bytes.slice();
  const end = sealed.length - 4;
  new DataView(sealed.buffer).setUint32(end, crc32c(sealed.subarray(0, end)), true);
  return sealed;
}

/** A whole, sealed artifact with any head. */
function withHead(head: string | Uint8Array): Uint8Array {
  const text = typeof head === 'string' ? new TextEncoder().encode(head) : head;
  const bytes = new Uint8Array(16 + text.length + 4);
  bytes.set(packArtifact(SMALL).subarray(0, 8));
  new DataView(bytes.buffer).setUint32(8, bytes.length, true);
  new DataView(bytes.buffer).setUint32(12, text.length, true);
  bytes.set(text, 16);
  return resealed(bytes);
}

function patched(at: number, ...values: number[]): Uint8Array {
  const bytes = packArtifact(SMALL);
  bytes.set(values, at);
  return bytes;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const label = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());
const artifact: fc.Arbitrary<Artifact> = fc.record({
  formatVersion: fc.constant(ARTIFACT_FORMAT),
  algorithm: fc.string(),
  modelType: fc.constantFrom('classification', 'regression', 'anomaly', 'forecast'),
  featureNames: fc.array(fc.string({ unit: 'binary' })),
  classes: fc.array(label),
  body: fc.uint8Array({ maxLength: 300 }),
}, { noNullPrototype: true }).chain((whole) => fc.option(fc.array(fc.array(finite))).map((calibration) => (calibration === null ? whole : { ...whole, calibration })));

describe('an artifact', () => {
  it('comes back as it was packed, and packs to the same bytes again', () => {
    fc.assert(fc.property(artifact, (given) => {
      const bytes = packArtifact(given);
      const back = unpackArtifact(bytes);
      expect(back).toEqual(given);
      expect(packArtifact(back as Artifact)).toEqual(bytes);
    }));
  });

  it('is read from the middle of a larger buffer', () => {
    const bytes = packArtifact(SMALL);
    const larger = new Uint8Array(bytes.length + 12).fill(7);
    larger.set(bytes, 5);
    expect(unpackArtifact(larger.subarray(5, 5 + bytes.length))).toEqual(SMALL);
  });

  it('may have no classes, no features and no body', () => {
    const bare: Artifact = { formatVersion: 1, algorithm: 'isolation_forest', modelType: 'anomaly', featureNames: [], classes: [], body: new Uint8Array(0) };
    expect(unpackArtifact(packArtifact(bare))).toEqual(bare);
  });

  it('does not know the order in which its fields were written down', () => {
    const turned = Object.fromEntries(Object.entries(SMALL).reverse()) as unknown as Artifact;
    expect(packArtifact(turned)).toEqual(packArtifact(SMALL));
  });
});

describe('what is refused', () => {
  it('is every artifact with one bit or one byte changed', () => {
    const whole = packArtifact(SMALL);
    for (let at = 0; at < whole.length; at++) {
      for (const change of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
        const damaged = whole.slice();
        damaged[at]! ^= change;
        const refusal = unpackArtifact(damaged);
        expect(refusal).toEqual({ kind: at < 4 ? 'unknown' : 'corrupt', reason: expect.any(String) });
      }
    }
  });

  it('is every artifact cut off at the end or at the beginning', () => {
    const whole = packArtifact(SMALL);
    for (let length = 0; length < whole.length; length++) {
      expect(unpackArtifact(whole.subarray(0, length))).toMatchObject({ kind: 'corrupt' });
      if (length > 0) expect(unpackArtifact(whole.subarray(length))).toMatchObject({ reason: expect.any(String) });
    }
  });

  it('is every artifact with something behind it, even where that carries the right checksum', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (more) => {
      const longer = Uint8Array.of(...packArtifact(SMALL), ...more);
      expect(unpackArtifact(longer)).toMatchObject({ kind: 'corrupt' });
      expect(unpackArtifact(resealed(longer))).toMatchObject({ kind: 'corrupt', reason: expect.stringContaining('were written') });
    }));
  });

  it('is whatever bytes come along, without an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isPrefixed) => {
      const refusal = unpackArtifact(isPrefixed ? Uint8Array.of(...packArtifact(SMALL).subarray(0, 8), ...bytes) : bytes);
      expect(['corrupt', 'unknown']).toContain((refusal as { kind?: string }).kind);
    }));
  });

  it.each([
    ['nothing at all', new Uint8Array(0), 'corrupt', 'cut off after 0 bytes'],
    ['a file of another kind', new TextEncoder().encode('{"a":1,"b":[1,2,3]}'), 'unknown', 'the first bytes are not those of an artifact'],
    ['a newer format', packArtifact({ ...SMALL, formatVersion: ARTIFACT_FORMAT + 1 }), 'newer', 'format 2 is newer than 1, the newest known here'],
    ['a newer format with another head', withHead('').map((byte, at) => (at === 4 ? 9 : byte)), 'corrupt', 'the checksum does not match'],
    ['a newer format with another head, sealed', resealed(withHead('').map((byte, at) => (at === 4 ? 9 : byte))), 'newer', 'format 9 is newer than 1, the newest known here'],
    ['a format that never was', packArtifact({ ...SMALL, formatVersion: 0 }), 'unknown', 'there is no format 0'],
    ['a head that is too long', resealed(patched(12, 255, 255)), 'corrupt', 'the head ends beyond the artifact'],
    ['a head that is no JSON', withHead('{'), 'corrupt', 'the head is no JSON object'],
    ['a head that is no text', withHead(Uint8Array.of(0x22, 0xff, 0x22)), 'corrupt', 'the head is no JSON object'],
    ['a head that is null', withHead('null'), 'corrupt', 'the head is no JSON object'],
    ['a head without an algorithm', withHead('{}'), 'corrupt', 'the head names no algorithm'],
    ['a head of another model type', withHead('{"algorithm":"x","modelType":"oracle"}'), 'corrupt', 'the head names no known model type'],
    ['a head without feature names', withHead('{"algorithm":"x","modelType":"anomaly","featureNames":[1]}'), 'corrupt', 'the head lists no feature names'],
    ['a head without classes', withHead('{"algorithm":"x","modelType":"anomaly","featureNames":[],"classes":[null]}'), 'corrupt', 'the head lists no classes'],
  ])('says why: %s', (_name, bytes, kind, reason) => expect(unpackArtifact(bytes)).toEqual({ kind, reason }));
});
