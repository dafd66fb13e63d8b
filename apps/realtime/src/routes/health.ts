import { answerJson, reportHealth, type HealthCheck } from '@throughline/service-kit';
import type { Route } from './route.ts';

/** `GET /api/v1/health`: for people and the status page; 503 when a part that is needed is away. */
export function health(version: string, checks: Readonly<Record<string, HealthCheck>>): Route {
  return async ({ response }) => {
    const report = await reportHealth('realtime', version, checks);
    answerJson(response, report.status === 'unhealthy' ? 503 : 200, report);
  };
}

/** `GET /livez`: the process answers. */
export const livez: Route = ({ response }) => {
  answerJson(response, 200, { status: 'ok' });
};

/**
 * `GET /readyz`: the process takes connections.
 * @param whyNot a word, where it does not
 */
export function readyz(whyNot: () => string | undefined): Route {
  return ({ response }) => {
    const reason = whyNot();
    answerJson(response, reason === undefined ? 200 : 503, { status: reason ?? 'ok' });
  };
}
