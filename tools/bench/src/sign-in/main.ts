/**
 * Signing in and renewing by families against SimpleJWT's own views with rotation and the blacklist, in turn, each in a Django of its
 * own on the same PostgreSQL: processor time of the server's process (without the database's), and requests a second of a few clients
 * at once. Both hash passwords as Django does by default; families also count failures, against guessing.
 */
import { join } from 'node:path';
import { freePort } from '@throughline/stack/free-port';
import { Supervisor } from '@throughline/stack/supervisor';
import { startTemporaryCluster } from '@throughline/stack/temporary-cluster';
import { percentile } from '../statistics.ts';
import { measureRenewals, measureSignIns, people, password } from './load.ts';

const rounds = 5;
const project = join(import.meta.dirname, 'project');
const program = (name: string) => join(import.meta.dirname, '../../../../.venv/bin', name);

const supervisor = new Supervisor(() => undefined);
const cluster = await startTemporaryCluster();
try {
  const stock = await startSite('stock');
  const families = await startSite('families');
  await manage('families', 'shell', '-c', creation());
  const matters = [
    { name: 'sign in', measure: measureSignIns, ratios: [] as number[] },
    { name: 'renew', measure: measureRenewals, ratios: [] as number[] },
  ];
  // The first requests of a process load what the later ones find there.
  for (const site of [stock, families]) await measureRenewals(site);

  console.log('| round | what | CPU ms, SimpleJWT | families | ratio | requests/s, SimpleJWT | families |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, measure, ratios } of matters) {
      const peer = await measure(stock);
      const own = await measure(families);
      const ratio = own.cpuMs / peer.cpuMs;
      ratios.push(ratio);
      const figures = [peer.cpuMs, own.cpuMs, ratio].map((value) => value.toFixed(2));
      const speeds = [peer.perSecond, own.perSecond].map((value) => value.toFixed(0));
      console.log(`| ${[round, name, ...figures, ...speeds].join(' | ')} |`);
    }
  }
  for (const { name, ratios } of matters) console.log(`median ratio, ${name}: ${percentile(ratios, 0.5).toFixed(2)}`);
} finally {
  await supervisor.stop();
  await cluster.stop();
}

/** @returns its address */
async function startSite(name: 'stock' | 'families'): Promise<string> {
  await manage(name, 'migrate', '--verbosity', '0');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = ['--interface', 'wsgi', '--host', '127.0.0.1', '--port', String(port), '--workers', '1', '--no-ws'];
  await supervisor.start({
    name,
    command: program('granian'),
    args: [...options, '--blocking-threads', '4', 'bench_wsgi:application'],
    cwd: project,
    env: environment(name),
    readyUrl: `${url}/cpu/`,
  });
  return url;
}

function manage(name: string, ...args: readonly string[]): Promise<void> {
  return supervisor.complete({
    name: 'manage',
    command: program('django-admin'),
    args,
    cwd: project,
    env: environment(name),
  });
}

function environment(name: string): Record<string, string> {
  return {
    DATABASE_URL: cluster.url,
    JWT_SECRET: 'only-for-this-benchmark-and-longer-than-32-bytes',
    DJANGO_SETTINGS_MODULE: `bench_${name}`,
    PYTHONPATH: project,
  };
}

function creation(): string {
  return `
from django.contrib.auth.models import User
for name in ${JSON.stringify(people)}:
    User.objects.create_user(name, password=${JSON.stringify(password)})
`;
}
