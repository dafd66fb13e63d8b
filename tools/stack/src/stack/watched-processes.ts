import { join } from 'node:path';
import type { ProcessDefinition } from '../process/supervisor.ts';
import { workspaceRoot } from '../workspace-root.ts';
import type { Ports } from './addresses.ts';
import { backendServer, gateway, manage, web } from './processes.ts';

/** The same processes from source, each started again by its own tool when its files change. */
export function watchedProcesses(
  env: Readonly<Record<string, string>>,
  ports: Ports,
): Record<'backend' | 'gateway' | 'web', ProcessDefinition> {
  const served = { backend: backendServer(env, ports), gateway: gateway(env, ports), web: web(env, ports) };
  const runserver = manage('backend', env, 'runserver', `127.0.0.1:${ports.backend}`);
  return {
    backend: { ...served.backend, ...runserver },
    gateway: {
      ...served.gateway,
      command: join(workspaceRoot, 'tools/stack/node_modules/.bin/tsx'),
      args: ['watch', '--clear-screen=false', '--conditions=development', 'src/main.ts'],
    },
    web: {
      ...served.web,
      command: join(workspaceRoot, 'apps/web/node_modules/.bin/next'),
      args: ['dev', '--hostname', '127.0.0.1', '--port', String(ports.web)],
      cwd: join(workspaceRoot, 'apps/web'),
      env: { ...served.web.env, NEXT_TELEMETRY_DISABLED: '1' },
    },
  };
}
