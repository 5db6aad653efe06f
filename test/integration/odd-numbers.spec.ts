import { ModelService, type Answer } from './model-service.fixture.js';

interface Said {
  readonly code?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const ask = (method: string, path: string, body?: unknown): Promise<Answer<Said>> => service.ask<Said>(method, path, body, 'system');
const caller = (written: string): string => `/api/profiles/caller/${encodeURIComponent(written)}`;

interface Door {
  readonly name: string;
  readonly path: string;
  readonly good: number;
  /** What a withheld number is answered with. */
  readonly withheld: string | undefined;
  readonly send: (written: string) => Promise<Answer<Said>>;
}

/** Every route that takes a number. */
const DOORS: readonly Door[] = [
  { name: 'the verdict', path: 'phoneNumber', good: 200, withheld: undefined, send: (written) => ask('GET', caller(written)) },
  { name: 'the line that is called', path: 'calledNumber', good: 200, withheld: 'number_withheld', send: (written) => ask('GET', `${caller('+8613800138000')}?calledNumber=${encodeURIComponent(written)}`) },
  { name: 'feedback', path: 'phoneNumber', good: 201, withheld: 'number_withheld', send: (written) => ask('POST', `${caller(written)}/feedback`, { userId: 'u-1', label: 'unsure' }) },
  { name: 'disputes', path: 'phoneNumber', good: 201, withheld: 'number_withheld', send: (written) => ask('POST', `${caller(written)}/disputes`, { reason: 'It is our clinic.' }) },
  { name: 'the whitelist', path: 'phoneNumber', good: 200, withheld: 'number_withheld', send: (written) => ask('PUT', '/api/profiles/u-1/whitelist', { phoneNumber: written }) },
  { name: 'the user’s own number', path: 'phoneNumber', good: 200, withheld: 'number_withheld', send: (written) => ask('PUT', '/api/profiles/u-1/preferences', { phoneNumber: written }) },
];

const NUMBERS: readonly [string, string][] = [
  ['E.164', '+8613800138000'], ['the national form', '138 0013 8000'], ['a SIP address', 'sip:+8613800138000@ims.example.com;user=phone'], ['a From header', '"Li" <sips:+8613800138000@example.com>'],
  ['a tel address', 'tel:+86-138-0013-8000'], ['a local tel address', 'tel:13800138000;phone-context=+86'], ['a service number', '95588'], ['a number that the plan does not have', '+12005550143'],
];
const WITHHELD: readonly [string, string][] = [['anonymous', 'anonymous'], ['Private', 'Private'], ['未知', '未知'], ['a blank', ' '], ['an anonymous SIP address', 'sip:anonymous@anonymous.invalid']];
const UNREADABLE: readonly [string, string, string][] = [
  ['a name', 'alice', 'input_invalid'], ['one digit', '1', 'input_invalid'], ['an impossible number', '+12025550', 'input_invalid'], ['a short code nobody has', '1001', 'input_invalid'],
  ['forty digits', '1'.repeat(40), 'input_invalid'], ['two numbers', '+8613800138000,+8613900139000', 'input_invalid'], ['an extension', '+8613800138000 ext. 5', 'input_invalid'],
  ['full-width digits', '１３８００１３８０００', 'input_invalid'], ['a country nobody has', '+9991234567', 'input_invalid'], ['a SIP address without a number', 'sip:alice@example.com', 'number_unsupported'],
  ['an extension of a private exchange', 'sip:1001@pbx.example.com', 'number_unsupported'],
];

describe.each(DOORS)('$name', ({ path, good, withheld, send }) => {
  it.each(NUMBERS)('takes %s', async (_name, written) => expect(await send(written)).toMatchObject({ status: good }));

  it.each(WITHHELD)('%s is withheld', async (_name, written) => {
    const refused = { status: 400, body: { code: withheld, errors: [{ path, message: expect.any(String) as string }] } };
    expect(await send(written)).toMatchObject(withheld === undefined ? { status: good } : refused);
  });

  it.each(UNREADABLE)('refuses %s', async (_name, written, code) => {
    expect(await send(written)).toMatchObject({ status: 400, body: { code, errors: [{ path, message: expect.any(String) as string }] } });
  });
});

describe('the number of a rule', () => {
  const rule = (number: string) => ({ id: 'r-1', when: { number }, then: 'log' });
  const put = (number: string) => ask('PUT', '/api/profiles/u-1/rules', { rules: [rule(number)] });
  const ifOnly = (number: string) => ask('GET', `/api/profiles/u-1/what-if?rule=${encodeURIComponent(JSON.stringify(rule(number)))}`);

  it.each(NUMBERS)('may be %s', async (_name, written) => {
    expect([(await put(written)).status, (await ifOnly(written)).status]).toEqual([200, 200]);
  });

  it.each<readonly string[]>([...WITHHELD, ...UNREADABLE])('is no pattern as %s', async (_name, written = '') => {
    expect(await put(written)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path: 'rules.0.when.number' }] } });
    expect(await ifOnly(written)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path: 'rule.when.number' }] } });
  });
});
