// Ends with 0 when the process in this container answers, with 1 when it does not.
// Usage: node docker/healthcheck.mjs [port] [path]; without arguments the API's PORT and its liveness route.
const [port = process.env.PORT || '3004', path = '/health/live'] = process.argv.slice(2);
const everywhere = ['', '0.0.0.0', '::'];
const host = everywhere.includes(process.env.HOST ?? '') ? '127.0.0.1' : process.env.HOST;
const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
} catch (error) {
  console.error(`${url}: ${error.cause?.code ?? error.message}`);
  process.exitCode = 1;
}
