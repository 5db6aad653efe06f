import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFlags, wholeNumber, words } from './arguments.js';
import { envExampleCommand } from './commands/env-example.js';
import { batchesOf, fingerprintOf, type Batch } from './ingest/batches.js';
import { Checkpoint } from './ingest/checkpoint.js';
import { ProgressBar } from './ingest/progress-bar.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pas-cli-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('.env.example', () => {
  it('is what the code says', async () => {
    const written: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    await envExampleCommand();
    jest.restoreAllMocks();
    // Where it is not: npm run --silent env-example > .env.example
    expect(readFileSync(join(__dirname, '../../.env.example'), 'utf8')).toBe(written.join(''));
  });
});

describe('flags', () => {
  const flags = { file: words('the path of a file'), url: words('an address', 'http://localhost'), token: words('a token', ''), connections: wholeNumber(1, 64, 4) };

  it.each([
    ['defaults', ['--file', 'a.ndjson'], { file: 'a.ndjson', url: 'http://localhost', token: '', connections: 4 }],
    ['all of them', ['--file=a', '--url', 'http://h', '--token', 't', '--connections=64'], { file: 'a', url: 'http://h', token: 't', connections: 64 }],
    ['the last of several', ['--file', 'a', '--file', 'b'], { file: 'b', url: 'http://localhost', token: '', connections: 4 }],
  ])('are read: %s', (_name, args, expected) => expect(readFlags(args, flags)).toEqual(expected));

  it.each([
    ['one that must be given', [], '--file got nothing, wants the path of a file'],
    ['one without a value', ['--file'], '--file got nothing, wants the path of a file'],
    ['an empty one', ['--file='], '--file got "", wants the path of a file'],
    ['an empty one that has a default', ['--file', 'a', '--url='], '--url got "", wants an address'],
    ['words for a number', ['--file', 'a', '--connections', 'many'], '--connections got "many", wants a whole number from 1 to 64'],
    ['a number too small', ['--file', 'a', '--connections', '0'], '--connections got "0", wants a whole number from 1 to 64'],
    ['a number too large', ['--file', 'a', '--connections', '65'], '--connections got "65", wants a whole number from 1 to 64'],
    ['part of a number', ['--file', 'a', '--connections', '1.5'], '--connections got "1.5", wants a whole number from 1 to 64'],
    ['one nobody knows', ['--file', 'a', '--colour', 'red'], 'got "colour", wants only --file, --url, --token, --connections'],
    ['one every object has', ['--file', 'a', '--constructor', 'x'], 'got "constructor", wants only --file, --url, --token, --connections'],
    ['a word on its own', ['--file', 'a', 'b'], 'got "b", wants only --file, --url, --token, --connections'],
  ])('are refused: %s', (_name, args, message) => expect(() => readFlags(args, flags)).toThrow(expect.objectContaining({ code: 'argument_invalid', detail: message }) as Error));
});

describe('batches of a file', () => {
  const read = async (path: string, size: number): Promise<Batch[]> => {
    const batches: Batch[] = [];
    for await (const batch of batchesOf(path, size)) batches.push(batch);
    return batches;
  };
  const file = (content: string | Buffer): string => {
    const path = join(folder, 'events.ndjson');
    writeFileSync(path, content);
    return path;
  };
  const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `{"n":${index}}`);

  it.each([
    ['plain', (text: string) => text], ['gzipped', (text: string) => gzipSync(text)],
    ['gzipped in two parts', (text: string) => Buffer.concat([gzipSync(text.slice(0, 30)), gzipSync(text.slice(30))])],
  ])('are the same lines each time: %s', async (_name, pack) => {
    const path = file(pack(`${lines(11).join('\n')}\n`));
    for (let time = 0; time < 2; time++) {
      expect(await read(path, 4)).toEqual([
        { index: 0, first: 0, lines: lines(11).slice(0, 4) }, { index: 1, first: 4, lines: lines(11).slice(4, 8) }, { index: 2, first: 8, lines: lines(11).slice(8) },
      ]);
    }
  });

  it('stay below what the service reads at once', async () => {
    const long = Array.from({ length: 5 }, (_, index) => `{"n":${index},"text":"${'x'.repeat(600_000)}"}`);
    expect((await read(file(long.join('\n')), 500)).map((batch) => batch.lines.length)).toEqual([3, 2]);
  });

  it.each([
    ['an empty file', '', []], ['empty lines', '\n\r\n  \n', []], ['no line break at the end', 'a\nb', [['a', 'b']]], ['line breaks of Windows', 'a\r\nb\r\n', [['a', 'b']]],
    ['empty lines between', 'a\n\n\nb\nc\n', [['a', 'b', 'c']]], ['text in Chinese', '{"a":"借钱"}\n', [['{"a":"借钱"}']]], ['a file that ends with a batch', 'a\nb\nc\nd\ne\n', [['a', 'b', 'c', 'd', 'e']]],
  ])('leave out what is no line: %s', async (_name, text, expected) => expect((await read(file(text), 5)).map((batch) => batch.lines)).toEqual(expected));

  it.each([
    ['cut', (packed: Buffer) => packed.subarray(0, packed.length - 20)],
    ['damaged', (packed: Buffer) => Buffer.concat([packed.subarray(0, 40), Buffer.from('rubbish'), packed.subarray(47)])],
  ])('fail where a gzipped file is %s', async (_name, harm) => {
    await expect(read(file(harm(gzipSync(lines(5000).join('\n')))), 100)).rejects.toThrow(/unexpected end of file|incorrect|invalid/);
  });

  it('tell one file from another by its bytes', async () => {
    const first = await fingerprintOf(file('a\n'));
    expect(await fingerprintOf(file('a\n'))).toBe(first);
    expect(await fingerprintOf(file('b\n'))).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the checkpoint of an ingest', () => {
  const identity = { fingerprint: 'f1', url: 'http://localhost:3004', service: 's1' };
  const open = (other: Partial<typeof identity> = {}): Checkpoint => new Checkpoint(join(folder, 'events.ndjson'), { ...identity, ...other });

  it('begins at the beginning, and after a stop where it was', () => {
    const checkpoint = open();
    expect(checkpoint.first).toBe(0);
    [0, 1, 2].forEach((index) => checkpoint.take(index));
    expect([checkpoint.first, open().first]).toEqual([3, 3]);
  });

  it('counts an unbroken run alone: what is missing in between is sent again', () => {
    const checkpoint = open();
    [0, 2, 3].forEach((index) => checkpoint.take(index));
    expect(open().first).toBe(1);
    checkpoint.take(1);
    expect(open().first).toBe(4);
  });

  it('goes on from a resumed place', () => {
    open().take(0);
    const resumed = open();
    resumed.take(1);
    expect(open().first).toBe(2);
  });

  it.each([['another file', { fingerprint: 'f2' }], ['another address', { url: 'http://elsewhere' }], ['another service there', { service: 's2' }]])('does not hold for %s', (_name, other) => {
    open().take(0);
    expect(open(other).first).toBe(0);
  });

  it('is gone when all is done', () => {
    const checkpoint = open();
    checkpoint.take(0);
    checkpoint.finish();
    checkpoint.finish();
    expect([open().first, existsSync(join(folder, 'events.ndjson.progress'))]).toEqual([0, false]);
  });

  it('begins anew where it is damaged', () => {
    open().take(0);
    appendFileSync(join(folder, 'events.ndjson.progress'), '}');
    expect(open().first).toBe(0);
  });
});

describe('the progress bar', () => {
  const draw = (isTTY: boolean, total: number, ...steps: number[]): string => {
    let drawn = '';
    const bar = new ProgressBar(total, { isTTY, write: (text: string) => { drawn += text; return true; } } as never);
    steps.forEach((step) => bar.show(step));
    return drawn;
  };

  it('is drawn on a terminal and nowhere else', () => {
    expect(draw(false, 10, 10)).toBe('');
    expect(draw(true, 10, 10)).toBe(`\r[${'█'.repeat(30)}] 100 %  10/10\n`);
  });

  it('is full for a file of nothing', () => expect(draw(true, 0, 0)).toContain('100 %  0/0'));
});
