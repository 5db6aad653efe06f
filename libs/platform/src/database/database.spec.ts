import { bytes, nested, plain, texts } from './columns.js';
import { isTransient } from './database.js';

const coded = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

describe('a failure that may pass', () => {
  it.each([
    ['08006', 'connection lost'], ['08001', 'cannot connect'], ['40001', 'serialization'], ['40P01', 'deadlock'], ['53100', 'disk full'], ['53300', 'too many connections'],
    ['57P01', 'shutting down'], ['57P02', 'crash'], ['57P03', 'starting up'], ['57014', 'cancelled'],
    ['ECONNREFUSED', 'socket'], ['ECONNRESET', 'socket'], ['EPIPE', 'socket'], ['ENOENT', 'socket file gone'], ['ETIMEDOUT', 'socket'],
    ['ENOTFOUND', 'name service'], ['EAI_AGAIN', 'name service'], ['EHOSTUNREACH', 'network'], ['ENETUNREACH', 'network'],
  ])('%s: %s', (code) => expect(isTransient(coded(code))).toBe(true));

  it.each([
    'Connection terminated unexpectedly', 'Connection terminated', 'Connection terminated due to connection timeout', 'timeout exceeded when trying to connect',
    'Client was closed and is not queryable', 'Client has encountered a connection error and is not queryable',
  ])('says %s', (message) => expect(isTransient(new Error(message))).toBe(true));

  it.each([
    ['23505', 'unique'], ['23514', 'check'], ['22003', 'out of range'], ['22P02', 'bad text'], ['42P01', 'no such table'], ['42601', 'syntax'], ['25P02', 'aborted transaction'], ['XX001', 'damaged'],
    ['08', 'half a code'], ['', 'none'], ['log_busy', 'ours'],
  ])('is not %s: %s', (code) => expect(isTransient(coded(code))).toBe(false));

  it.each([[undefined], [null], ['terminated'], [{}], [new Error('cannot read properties of undefined')], [new TypeError('x is not a function')]])('is not %p', (error) =>
    expect(isTransient(error)).toBe(false));
});

describe('array literals', () => {
  it.each([
    ['numbers', plain([1, -2, null, 3.5]), '{1,-2,NULL,3.5}'], ['nothing', plain([]), '{}'],
    ['lists', nested([[1, 2], [], new Float64Array([3])]), '{"{1,2}","{}","{3}"}'],
    ['bytes', bytes([Buffer.from([0, 255]), null, Buffer.alloc(0)]), '{"\\\\x00ff",NULL,"\\\\x"}'],
    ['text', texts(['a', 'NULL', '"q" \\ {,}', null, '']), '{"a","NULL","\\"q\\" \\\\ {,}",NULL,""}'],
  ])('of %s', (_name, literal, expected) => expect(literal).toBe(expected));
});
