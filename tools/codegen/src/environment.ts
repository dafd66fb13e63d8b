import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Who reads a variable: a process, docker-compose.yml by itself, or the tools of this repository. */
export type Reader = 'backend' | 'compose' | 'ingress' | 'realtime' | 'tools' | 'web';

/** One row of `shared-config/environment.json`. */
export interface Variable {
  name: string;
  about: string;
  readers: readonly Reader[];
  /** Readers that do not start without it. */
  requiredBy: readonly Reader[];
  /** What holds when it is not set, the same for every reader; null where there is none, or `about` tells. */
  default: string | null;
  secret?: boolean;
  example?: string;
}

const workspaceRoot = resolve(import.meta.dirname, '../../..');

/** Every variable that anything here reads. */
export const variables = JSON.parse(
  readFileSync(resolve(workspaceRoot, 'shared-config/environment.json'), 'utf8'),
) as readonly Variable[];
