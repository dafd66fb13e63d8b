import type { Server } from 'node:http';
import type { Logger } from '@throughline/service-kit';

/** Files and sockets of the process's own: the connections to owners and brokers among them. */
const reservedFiles = 100;
const logIntervalMs = 10_000;

/**
 * Turns connections away before the process has no file descriptor left, and says so: at that point the system would close
 * them without a word, and neither owner nor broker could be reached any more.
 * @param openFiles how many the process may have open; undefined for no limit
 */
export function limitConnections(server: Server, openFiles: number | undefined, logger: Logger): void {
  if (openFiles === undefined) return;
  server.maxConnections = Math.max(1, openFiles - reservedFiles);
  let dropped = 0;
  let loggedAtMs = -Infinity;
  server.on('drop', () => {
    dropped += 1;
    if (Date.now() - loggedAtMs < logIntervalMs) return;
    logger.error(
      { open_files: openFiles, connections: server.maxConnections, dropped },
      'connections are turned away: no more files may be opened (raise `ulimit -n`, or start another node)',
    );
    loggedAtMs = Date.now();
    dropped = 0;
  });
}
