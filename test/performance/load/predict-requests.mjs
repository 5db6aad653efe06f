import { generatedSet } from '../forest/generated-set.mjs';

/** Not that of the rows a model learns from. */
const SEED = 501;

/** `count` questions of one row each, no row twice. */
export function predictRequests(model, { count, authorization }) {
  const { features: { columns, values } } = generatedSet(count, SEED);
  return Array.from({ length: count }, (_, row) => {
    const body = JSON.stringify({ instances: [Array.from(values.subarray(row * columns, (row + 1) * columns))] });
    const head = `POST /api/models/${model}/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    return Buffer.from(head + body, 'latin1');
  });
}
