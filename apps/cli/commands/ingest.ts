import { createHmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '#kernel';
import { signToken } from '#platform/auth';
import { loadConfig, loadSecrets, type Environment } from '#platform/config';
import { readFlags, wholeNumber, words } from '../arguments.js';
import { batchesOf, fingerprintOf } from '../ingest/batches.js';
import { Checkpoint } from '../ingest/checkpoint.js';
import { ProgressBar } from '../ingest/progress-bar.js';
import { send, type Destination, type Reply } from '../ingest/sender.js';

const BATCH = 500;
const COMPLAINTS_SHOWN = 10;

interface Tally {
  accepted: number;
  rejected: number;
  skipped: number;
}

async function ownToken(env: Environment): Promise<string> {
  const { jwtSecret } = loadSecrets(env);
  if (jwtSecret === undefined) throw new AppError('argument_invalid', 'invalid', '--token got nothing, wants a token with the role system: this service has no secret to sign one with');
  return signToken({ secret: jwtSecret, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE, subject: 'ingest', role: 'system', expiresInSeconds: 86_400 });
}

/** Tells services at one address apart: each has a secret of its own. Unknown to who brings a token. */
function serviceKey(env: Environment): string {
  const { jwtSecret } = loadSecrets(env);
  return jwtSecret === undefined ? '' : createHmac('sha256', jwtSecret).update('ingest').digest('hex').slice(0, 16);
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const batch of batchesOf(path, BATCH)) lines += batch.lines.length;
  return lines;
}

function complain(first: number, { rejected }: Reply, shown: number): void {
  for (const { index: line, errors } of rejected.slice(0, Math.max(0, COMPLAINTS_SHOWN - shown))) {
    process.stderr.write(`event ${first + line + 1}: ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}\n`);
  }
}

async function sendAll(file: string, connections: number, destination: Destination): Promise<Tally> {
  const tally: Tally = { accepted: 0, rejected: 0, skipped: 0 };
  const checkpoint = new Checkpoint(file, { fingerprint: destination.fingerprint, url: destination.url, service: destination.service });
  const bar = new ProgressBar(await countLines(file));
  const batches = batchesOf(file, BATCH);
  const first = checkpoint.first;
  const sendInTurn = async (): Promise<void> => {
    for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
      const batch = next.value;
      if (batch.index < first) tally.skipped += batch.lines.length;
      else {
        const reply = await send(destination, batch);
        complain(batch.first, reply, tally.rejected);
        tally.accepted += reply.accepted;
        tally.rejected += reply.rejected.length;
        checkpoint.take(batch.index);
      }
      bar.show(tally.accepted + tally.rejected + tally.skipped);
    }
  };
  await Promise.all(Array.from({ length: connections }, sendInTurn));
  checkpoint.finish();
  return tally;
}

/** Sends a file of events, one JSON object a line, gzipped or not, through the API. Started again, it goes on where it was. */
export async function ingestCommand(args: readonly string[]): Promise<void> {
  const { env } = loadConfig();
  const flags = readFlags(args, {
    file: words('the path of a file with one event a line'),
    url: words('the address of the service', `http://${env.HOST}:${env.PORT}`),
    token: words('a token with the role system', ''),
    connections: wholeNumber(1, 64, 4),
  });
  if (!statSync(flags.file, { throwIfNoEntry: false })?.isFile()) throw new AppError('argument_invalid', 'invalid', `--file got ${JSON.stringify(flags.file)}, which is not a file`);
  if (!/^https?:/.test(flags.url) || !URL.canParse(flags.url)) throw new AppError('argument_invalid', 'invalid', `--url got ${JSON.stringify(flags.url)}, wants a URL such as http://127.0.0.1:3004`);
  const token = flags.token === '' ? await ownToken(env) : flags.token;
  const tally = await sendAll(flags.file, flags.connections, { url: flags.url, token, fingerprint: await fingerprintOf(flags.file), service: flags.token === '' ? serviceKey(env) : '' });
  const before = tally.skipped > 0 ? `, ${tally.skipped} sent before` : '';
  process.stdout.write(`${tally.accepted} events accepted, ${tally.rejected} rejected${before}\n`);
  if (tally.rejected > 0) process.exitCode = 1;
}
