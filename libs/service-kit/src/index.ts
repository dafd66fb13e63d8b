/** What every Node service beside Django needs once. */
export { ConfigurationError, readEnvironment } from './config/read-environment.ts';
export { ServiceError } from './errors/service-error.ts';
export {
  reportHealth,
  type CheckResult,
  type HealthCheck,
  type HealthReport,
  type HealthStatus,
} from './health/health.ts';
export { answerError, answerJson } from './http/answer.ts';
export { readBounded } from './http/read-bounded.ts';
export { readJsonBody } from './http/read-json-body.ts';
export { requestIdOf } from './http/request-id.ts';
export { TimedResponse } from './http/timed-response.ts';
export { createLogger, type Logger, type LoggerOptions } from './logs/create-logger.ts';
export { Metrics } from './metrics/metrics.ts';
export { bearerToken } from './tokens/bearer-token.ts';
export { PublishedKeys, type PublishedKeysOptions } from './tokens/published-keys.ts';
export { challenge } from './tokens/refusals.ts';
export {
  createTokenVerifier,
  type AccessClaims,
  type ServiceClaims,
  type TokenVerifier,
  type TokenVerifierOptions,
} from './tokens/token-verifier.ts';
