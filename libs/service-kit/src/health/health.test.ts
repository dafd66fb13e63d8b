import { expect, test } from 'vitest';
import { reportHealth, type HealthStatus } from './health.ts';

test.each<[HealthStatus[], HealthStatus]>([
  [[], 'healthy'],
  [['healthy', 'healthy'], 'healthy'],
  [['healthy', 'degraded'], 'degraded'],
  [['unhealthy', 'degraded'], 'unhealthy'],
])('parts that are %j make a whole that is %s', async (parts, whole) => {
  const checks = Object.fromEntries(parts.map((status, index) => [`part_${index}`, () => ({ status })] as const));
  const report = await reportHealth('svc', '1.0.0', checks);
  expect(report).toMatchObject({ status: whole, service: 'svc', version: '1.0.0' });
  expect(Object.values(report.checks).every(({ latency_ms: latency }) => latency >= 0)).toBe(true);
});

test('a check that throws is unhealthy, and its error is not told', async () => {
  const report = await reportHealth('svc', '1.0.0', { database: () => Promise.reject(new Error('password=hunter2')) });
  expect(report.status).toBe('unhealthy');
  expect(JSON.stringify(report)).not.toContain('hunter2');
});
