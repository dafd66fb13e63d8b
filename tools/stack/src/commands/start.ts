import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { startStack } from '../stack/start-stack.ts';
import { stackFolder } from '../stack/folder.ts';
import { setup } from './setup.ts';

/** Of the backend's demo data. */
const demoAccounts = ['demo-client', 'demo-developer', 'demo-developer-2'];
const demoPassword = 'marble-otter-lantern';

/** `npm start`: everything that people use, as in production, until Ctrl-C. */
export function start(): Promise<number> {
  return runUntilInterrupted(false);
}

/** `npm run dev`: the same from source; what changes is started again. */
export function dev(): Promise<number> {
  return runUntilInterrupted(true);
}

async function runUntilInterrupted(watch: boolean): Promise<number> {
  const interrupt = new AbortController();
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        interrupt.abort();
        resolve('interrupted');
      });
    }
  });
  await setup();
  const startedAt = performance.now();
  const stack = await startStack({
    folder: stackFolder(),
    redisUrl: process.env['REDIS_URL'] === '' ? undefined : process.env['REDIS_URL'],
    // A mail server of one's own.
    overrides: process.env['EMAIL_URL'] === undefined ? {} : { EMAIL_URL: process.env['EMAIL_URL'] },
    withWeb: true,
    watch,
    print: printLine,
    report,
    signal: interrupt.signal,
  }).catch((error: unknown) => {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  });
  if (stack === undefined) {
    report('Stopped');
    return 130;
  }
  const { env } = stack;
  report(`Ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C stops everything.`);
  console.log(`
  Open     ${env['PUBLIC_URL'] ?? ''}
  Mail     ${env['EMAIL_URL']?.startsWith('file:') === true ? fileURLToPath(env['EMAIL_URL']) : 'by EMAIL_URL'}
  Sign in  ${demoAccounts.join(', ')}; password ${demoPassword}

  Backend  ${env['BACKEND_URL'] ?? ''}/api/schema/
  Gateway  ${env['GATEWAY_URL'] ?? ''}/api/v1/health
`);
  const ending = await Promise.race([interrupted, stack.failed]);
  report('Stopping');
  await stack.stop();
  if (ending === 'interrupted') return 0;
  throw ending;
}

const widest = 8;
const colours = ['cyan', 'magenta', 'yellow', 'green', 'blue'] as const;
const colourOf = new Map<string, (typeof colours)[number]>();

/** Each process keeps the colour that it got with its first line. */
function printLine(name: string, line: string): void {
  const colour = colourOf.get(name) ?? colours[colourOf.size % colours.length] ?? 'cyan';
  colourOf.set(name, colour);
  console.log(`${styleText(colour, name.padEnd(widest))} ${line}`);
}

function report(step: string): void {
  console.log(`${styleText('bold', 'stack'.padEnd(widest))} ${step}`);
}
