import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProcessDefinition } from '../process/supervisor.ts';
import { workspaceRoot } from '../workspace-root.ts';
import type { Ports } from './addresses.ts';
import type { Secrets } from './secrets.ts';

const backend = join(workspaceRoot, 'apps/backend');
const python = join(workspaceRoot, '.venv/bin/python');
const granian = join(workspaceRoot, '.venv/bin/granian');
const celery = join(workspaceRoot, '.venv/bin/celery');

/** What every process of the stack is told, and what stands in the environment file. */
export function stackEnvironment(
  ports: Ports,
  secrets: Secrets,
  databaseUrl: string,
  redisUrl: string,
  folder: string,
): Record<string, string> {
  // The name that people type: cookies and origins of 127.0.0.1 would be others.
  const publicUrl = `http://localhost:${ports.web}`;
  return {
    PUBLIC_URL: publicUrl,
    CORS_ALLOWED_ORIGINS: publicUrl,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    // A file for each mail.
    EMAIL_URL: pathToFileURL(join(folder, 'mail')).href,
    BACKEND_URL: `http://127.0.0.1:${ports.backend}`,
    GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
    DJANGO_SECRET_KEY: secrets.DJANGO_SECRET_KEY,
    JWT_SECRET: secrets.JWT_SECRET,
    SESSION_SECRET: secrets.SESSION_SECRET,
    // The web server, through which pages and their sign-in come.
    TRUSTED_PROXIES: '1',
    DJANGO_SETTINGS_MODULE: 'config.settings.local',
  };
}

type StackEnvironment = Readonly<Record<string, string>>;

export function manage(name: string, env: StackEnvironment, ...args: readonly string[]): ProcessDefinition {
  return { name, command: python, args: ['manage.py', ...args], cwd: backend, env: { ...env, PYTHONUNBUFFERED: '1' } };
}

export function backendServer(env: StackEnvironment, ports: Ports): ProcessDefinition {
  const options = [
    '--interface',
    'wsgi',
    '--host',
    '127.0.0.1',
    '--port',
    String(ports.backend),
    '--workers',
    '1',
    '--blocking-threads',
    '8',
    '--no-ws',
  ];
  return {
    name: 'backend',
    command: granian,
    args: [...options, 'config.wsgi:application'],
    cwd: backend,
    env,
    readyUrl: `${env['BACKEND_URL'] ?? ''}/readyz`,
  };
}

export function relay(env: StackEnvironment): ProcessDefinition {
  return manage('relay', env, 'relay_outbox');
}

/** Runs the jobs, and starts those that are due by the clock. */
export function worker(env: StackEnvironment, folder: string): ProcessDefinition {
  // The workers' own messages to each other: there is one.
  const options = ['--beat', '--concurrency', '2', '--without-gossip', '--without-mingle', '--without-heartbeat'];
  const readyFile = join(folder, 'worker.ready');
  return {
    name: 'worker',
    command: celery,
    args: ['--quiet', '--app', 'config', 'worker', ...options],
    cwd: backend,
    env: { ...env, WORKER_READY_FILE: readyFile },
    readyFile,
  };
}

export function gateway(env: StackEnvironment, ports: Ports): ProcessDefinition {
  return {
    name: 'gateway',
    command: process.execPath,
    // As in its image.
    args: ['--max-semi-space-size=4', join(workspaceRoot, 'apps/realtime/dist/main.js')],
    cwd: join(workspaceRoot, 'apps/realtime'),
    // One node, whose history is in its memory.
    env: { ...env, REDIS_URL: '', PORT: String(ports.gateway) },
    readyUrl: `${env['GATEWAY_URL'] ?? ''}/readyz`,
  };
}

/** The built server, with the settings that it needs: it has no business with the database or the token secret. */
export function web(env: StackEnvironment, ports: Ports): ProcessDefinition {
  const {
    PUBLIC_URL: publicUrl = '',
    BACKEND_URL: backendUrl = '',
    GATEWAY_URL: gatewayUrl = '',
    SESSION_SECRET: sessionSecret = '',
  } = env;
  const server = join(workspaceRoot, 'apps/web/.next/standalone/apps/web');
  return {
    name: 'web',
    command: process.execPath,
    args: [join(server, 'server.js')],
    cwd: server,
    env: {
      PUBLIC_URL: publicUrl,
      BACKEND_URL: backendUrl,
      GATEWAY_URL: gatewayUrl,
      GATEWAY_PUBLIC_URL: gatewayUrl,
      SESSION_SECRET: sessionSecret,
      PORT: String(ports.web),
      HOSTNAME: '127.0.0.1',
    },
    readyUrl: `http://127.0.0.1:${ports.web}/livez`,
  };
}
