import { reportHealth, type CheckResult, type HealthCheck } from '@throughline/service-kit';
import * as z from 'zod/mini';
import packageJson from '../../../package.json' with { type: 'json' };
import { environment } from '../../../env.ts';

const timeoutMs = 3000;
const reportSchema = z.looseObject({ status: z.enum(['healthy', 'degraded', 'unhealthy']) });

/** The whole as people meet it: this server and the services behind it. 503 when one that is needed is away. */
export async function GET(): Promise<Response> {
  const { BACKEND_URL, GATEWAY_URL } = environment();
  const report = await reportHealth('web', packageJson.version, {
    backend: serviceCheck(`${BACKEND_URL}/api/v1/health/`),
    gateway: serviceCheck(`${GATEWAY_URL}/api/v1/health`),
  });
  return Response.json(report, {
    status: report.status === 'unhealthy' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  });
}

function serviceCheck(url: string): HealthCheck {
  return async (): Promise<CheckResult> => {
    const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
    return { status: reportSchema.parse(await response.json()).status };
  };
}
