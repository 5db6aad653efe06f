import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpWebhookSender, type SenderTerms } from './http-webhook-sender.js';

let server: Server;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { readonly host: string | undefined; readonly path: string | undefined; readonly body: string }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
      asked.push({ host: request.headers.host, path: request.url, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => response.end('ok');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const LOOPBACK = [{ address: '127.0.0.1', family: 4 }];
const sender = (terms: Partial<SenderTerms> = {}) => new HttpWebhookSender({ allowPrivate: true, ...terms });
const post = (url: string, terms?: Partial<SenderTerms>) => sender(terms).post(url, { 'content-type': 'application/json' }, '{"text":"é"}');

describe('a request', () => {
  it('goes to the address its name was resolved to, once, under its name', async () => {
    const asks: string[] = [];
    const resolve = (name: string) => {
      asks.push(name);
      return Promise.resolve(LOOPBACK);
    };
    expect(await post(`http://hooks.example:${port}/a?b=1`, { resolve })).toEqual({ status: 200, fault: undefined });
    expect([asks, asked]).toEqual([['hooks.example'], [{ host: `hooks.example:${port}`, path: '/a?b=1', body: '{"text":"é"}' }]]);
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` }).end();
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ status: 302, fault: undefined });
    expect(asked).toHaveLength(1);
  });

  it('has its status however much comes after it', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ status: 200, fault: undefined });
  });

  it.each<[string, () => void]>([
    ['that is never answered', () => (answer = () => undefined)],
    ['whose answer never ends', () => (answer = (_request, response) => void response.writeHead(200).write('x'))],
  ])('%s is a timeout', async (_name, prepare) => {
    prepare();
    expect((await post(`http://127.0.0.1:${port}/`, { timeoutMs: 100 })).fault).toBe('timeout');
  });

  it('whose name is never resolved is a timeout', async () => {
    expect(await post('http://hooks.example/', { timeoutMs: 50, resolve: () => new Promise(() => undefined) })).toEqual({ status: undefined, fault: 'timeout' });
  });

  it('that cannot be made has the code of why, and nothing of where to', async () => {
    expect(await post('http://127.0.0.1:1/')).toEqual({ status: undefined, fault: 'ECONNREFUSED' });
    expect(await post('http://hooks.example/', { resolve: () => Promise.reject(Object.assign(new Error('getaddrinfo hooks.example'), { code: 'ENOTFOUND' })) })).toEqual({ status: undefined, fault: 'ENOTFOUND' });
  });
});

describe('without leave to reach private addresses', () => {
  it.each([
    ['a private one', [{ address: '10.0.0.1', family: 4 }]], ['loopback', LOOPBACK], ['loopback in IPv6', [{ address: '::1', family: 6 }]], ['mapped', [{ address: '::ffff:169.254.169.254', family: 6 }]],
    ['one among public ones', [{ address: '8.8.8.8', family: 4 }, { address: '192.168.0.1', family: 4 }]],
  ])('a name that leads to %s is refused', async (_name, addresses) => {
    expect(await post(`https://hooks.example:${port}/`, { allowPrivate: false, resolve: () => Promise.resolve(addresses) })).toEqual({ status: undefined, fault: 'address_refused' });
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Promise<readonly { address: string; family: number }[]>]>([
    ['is not known', () => Promise.reject(Object.assign(new Error('getaddrinfo hooks.example'), { code: 'ENOTFOUND' }))], ['has no address', () => Promise.resolve([])],
    ['is asked for in vain', () => new Promise(() => undefined)],
  ])('a name that %s is answered as one that leads to a private address', async (_name, resolve) => {
    const refused = await post('https://hooks.example/', { allowPrivate: false, resolve: () => Promise.resolve(LOOPBACK) });
    expect(await post('https://hooks.example/', { allowPrivate: false, timeoutMs: 50, resolve })).toEqual(refused);
  });

  it('neither plain HTTP nor a spelt-out address is asked', async () => {
    expect([await post(`http://hooks.example:${port}/`, { allowPrivate: false }), await post(`https://127.0.0.1:${port}/`, { allowPrivate: false })].map(({ fault }) => fault)).toEqual(['url_refused', 'url_refused']);
    expect(asked).toEqual([]);
  });
});
