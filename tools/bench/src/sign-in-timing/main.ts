/**
 * Whether the time of a refused sign-in tells if the account exists: pairs of one attempt at an account of the demo data and one at a name
 * that nobody has, in random order, each from an address of its own, with a wrong password. Wilcoxon's signed-rank test over the pairs
 * (normal approximation); fails when the two differ by more than chance explains in one of a hundred runs.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { startTemporaryStack } from '@throughline/stack/temporary-stack';
import { percentile } from '../statistics.ts';
import { signedRankZ } from './signed-rank.ts';

const pairs = 200;
const warmUp = 5;
const knownAccount = { username: 'demo-client', password: 'marble-otter-lantern' };
/** Two-sided, one of a hundred. */
const criticalZ = 2.58;

const stack = await startTemporaryStack();
try {
  const url = `${stack.env['BACKEND_URL'] ?? ''}/api/auth/login/`;
  const knownMs: number[] = [];
  const unknownMs: number[] = [];
  for (let count = 0; count < warmUp + pairs; count += 1) {
    const order = randomInt(2) === 0 ? ['known', 'unknown'] : ['unknown', 'known'];
    for (const kind of order) {
      const username = kind === 'known' ? knownAccount.username : `nobody-${randomUUID().slice(0, 8)}`;
      const ms = await attempt(url, { username, password: 'not-the-password' }, 401);
      if (count >= warmUp) (kind === 'known' ? knownMs : unknownMs).push(ms);
    }
    // Forgets the failures of the account, which would have to wait.
    await attempt(url, knownAccount, 200);
  }
  const differences = knownMs.map((ms, index) => ms - (unknownMs[index] ?? 0));
  const z = signedRankZ(differences);
  const slower = differences.filter((difference) => difference > 0).length / pairs;
  console.log(
    `known account    p50 ${percentile(knownMs, 0.5).toFixed(1)} ms, p90 ${percentile(knownMs, 0.9).toFixed(1)} ms`,
  );
  console.log(
    `unknown account  p50 ${percentile(unknownMs, 0.5).toFixed(1)} ms, p90 ${percentile(unknownMs, 0.9).toFixed(1)} ms`,
  );
  console.log(
    `difference       p50 ${percentile(differences, 0.5).toFixed(2)} ms; the known one is slower in ${(slower * 100).toFixed(0)} %`,
  );
  console.log(`z = ${z.toFixed(2)}, beyond ±${criticalZ} is no chance`);
  if (Math.abs(z) > criticalZ) process.exitCode = 1;
} finally {
  await stack.stop();
}

async function attempt(url: string, body: object, expected: number): Promise<number> {
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
  const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': address };
  const startedAt = performance.now();
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const ms = performance.now() - startedAt;
  const text = await answer.text();
  if (answer.status !== expected) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return ms;
}
