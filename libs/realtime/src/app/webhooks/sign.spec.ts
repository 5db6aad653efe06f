import { createHmac, webcrypto } from 'node:crypto';
import { newSecret, publicKeyOf, secretsAt, signedHeaders } from './sign.js';

// The example of the Standard Webhooks reference implementations.
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

// RFC 8032, section 7.1, test 1.
const RFC8032 = {
  seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
};
const privateSecret = `whsk_${Buffer.from(RFC8032.seed, 'hex').toString('base64')}`;

describe('signatures', () => {
  it('are those of the published example', () => {
    const { secret, id, timestamp, body, signature } = EXAMPLE;
    expect(signedHeaders([secret], id, timestamp, body)).toEqual({ 'webhook-id': id, 'webhook-timestamp': '1614265330', 'webhook-signature': signature });
  });

  it('of Ed25519 are checked by the published key, also where the secret carries both', async () => {
    const both = `whsk_${Buffer.from(RFC8032.seed + RFC8032.publicKey, 'hex').toString('base64')}`;
    const expected = `whpk_${Buffer.from(RFC8032.publicKey, 'hex').toString('base64')}`;
    expect([publicKeyOf(privateSecret), publicKeyOf(both), publicKeyOf(EXAMPLE.secret)]).toEqual([expected, expected, undefined]);
    const signature = signedHeaders([both], 'msg_1', 1700000000, '{}')['webhook-signature'] as string;
    expect(signature).toBe(signedHeaders([privateSecret], 'msg_1', 1700000000, '{}')['webhook-signature']);
    const [version, text = ''] = signature.split(',');
    const key = await webcrypto.subtle.importKey('raw', Buffer.from(RFC8032.publicKey, 'hex'), { name: 'Ed25519' }, false, ['verify']);
    const isGood = (content: string): Promise<boolean> => webcrypto.subtle.verify('Ed25519', key, Buffer.from(text, 'base64'), Buffer.from(content));
    expect([version, await isGood('msg_1.1700000000.{}'), await isGood('msg_2.1700000000.{}'), await isGood('msg_1.1700000001.{}'), await isGood('msg_1.1700000000.{} ')]).toEqual(['v1a', true, false, false, false]);
  });

  it('are one for each secret, and of any text', () => {
    const [first, second] = [newSecret('hmac'), newSecret('hmac')];
    const body = '{"text":"号码 \\" é 😀"}';
    const expected = [first, second].map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(Buffer.from(`m.1.${body}`, 'utf8')).digest('base64')}`);
    expect(signedHeaders([first, second], 'm', 1, body)['webhook-signature']).toBe(expected.join(' '));
    expect(Buffer.from(first.slice(6), 'base64')).toHaveLength(32);
    expect(first).not.toBe(second);
  });

  it('are made by the former secret until its time is over', () => {
    const webhook = { secret: 'new', formerSecret: 'old', formerUntilMs: 100 };
    expect([99, 100].map((now) => secretsAt(webhook, now))).toEqual([['new', 'old'], ['new']]);
    expect(secretsAt({ ...webhook, formerSecret: undefined, formerUntilMs: undefined }, 1)).toEqual(['new']);
  });
});
