export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface CheckResult {
  status: HealthStatus;
  /** Anything else that tells of the part, never secrets: the answer needs no token. */
  [detail: string]: unknown;
}

export interface HealthReport {
  status: HealthStatus;
  service: string;
  version: string;
  uptime_s: number;
  checks: Record<string, CheckResult & { latency_ms: number }>;
}

export type HealthCheck = () => CheckResult | Promise<CheckResult>;

const order: readonly HealthStatus[] = ['healthy', 'degraded', 'unhealthy'];

/** Runs every check; the whole is as well as its worst part, and a check that throws is unhealthy. */
export async function reportHealth(
  service: string,
  version: string,
  checks: Readonly<Record<string, HealthCheck>>,
): Promise<HealthReport> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await timed(check)] as const),
  );
  const worst = entries.reduce((status, [, result]) => Math.max(status, order.indexOf(result.status)), 0);
  return {
    status: order[worst] ?? 'unhealthy',
    service,
    version,
    uptime_s: Math.round(process.uptime()),
    checks: Object.fromEntries(entries),
  };
}

async function timed(check: HealthCheck): Promise<CheckResult & { latency_ms: number }> {
  const startedAt = performance.now();
  const result = await Promise.resolve()
    .then(check)
    .catch((): CheckResult => ({ status: 'unhealthy' }));
  return { ...result, latency_ms: Math.round((performance.now() - startedAt) * 10) / 10 };
}
