import { register } from 'prom-client';
import { requestObserver } from './http-metrics.js';
import { makeCounter, makeGauge, makeHistogram } from './metric.js';

afterEach(() => register.clear());

it('hands out the same metric for the same name', async () => {
  makeCounter({ name: 'things_total', help: 'Things.', labels: ['kind'] }).inc({ kind: 'a' });
  makeCounter({ name: 'things_total', help: 'Things.', labels: ['kind'] }).inc({ kind: 'a' }, 2);
  expect(await register.metrics()).toContain('things_total{kind="a"} 3');
});

it('asks the newest source of a gauge at each scrape', async () => {
  makeGauge({ name: 'lag', help: 'Lag.', collect: (gauge) => gauge.set(1) });
  makeGauge({ name: 'lag', help: 'Lag.', collect: (gauge) => gauge.set(2) });
  expect(await register.metrics()).toMatch(/^lag 2$/m);
});

it('fills buckets', async () => {
  makeHistogram({ name: 'wait_seconds', help: 'Wait.', buckets: [1, 2] }).observe(1.5);
  expect(await register.metrics()).toContain('wait_seconds_bucket{le="2"} 1');
});

it('keeps status classes apart', async () => {
  const observe = requestObserver('GET', '/x/:id');
  [200, 204, 404].forEach((status) => observe(status, 0.002));
  const text = await register.metrics();
  expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/x/:id",status="2xx"} 2');
  expect(text).toContain('http_request_duration_seconds_bucket{le="0.0025",method="GET",route="/x/:id",status="4xx"} 1');
});
