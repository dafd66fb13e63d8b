import { expect, test } from '@playwright/test';
import { runRace } from './race/run-race.ts';

const webServers = 2;
const leastRequests = 200;

test('a minute of three tabs, two web servers and two of Django with faults signs nobody out', async ({
  browser,
}, testInfo) => {
  const counts = await runRace(browser, { lastsMs: 60_000, leastRequests });
  await testInfo.attach('counts', { body: JSON.stringify(counts), contentType: 'application/json' });
  console.log(counts);
  expect(counts.signedOut).toBe(0);
  expect(counts.refused).toBe(0);
  expect(counts.unauthorized).toBe(0);
  expect(counts.successorsPerExpiry).toBe(1);
  expect(counts.callsPerExpiry).toBeLessThanOrEqual(webServers);
  // That it was a race at all: 200 requests a tab were awaited.
  expect(counts.expiries).toBeGreaterThanOrEqual(10);
  expect(counts.lostAnswers).toBeGreaterThan(0);
});

test.describe('planted faults are seen', () => {
  test('without the grace a person is signed out', async ({ browser }) => {
    const counts = await runRace(browser, { lastsMs: 10_000, leastRequests: 0, planted: 'without grace' });
    expect(counts.refused).toBeGreaterThan(0);
    expect(counts.signedOut).toBeGreaterThan(0);
  });

  test('web servers that share no renewals ask Django more often than once each', async ({ browser }) => {
    const counts = await runRace(browser, { lastsMs: 10_000, leastRequests: 0, planted: 'forgetful memory' });
    expect(counts.callsPerExpiry).toBeGreaterThan(webServers);
  });
});
