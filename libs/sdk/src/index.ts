/** The client core: typed calls from any contract, one form of failure, tokens that renew themselves. */
export { createClient, type Client, type ClientOptions, type RequestOptions } from './client.ts';
export { type CallOptions } from './core/call.ts';
export { type Answer, type Fetch } from './core/exchange.ts';
export { toResult, type Result } from './core/result.ts';
export { type Contract, type Operation, type Operations } from './contract/operation.ts';
export { type ArgumentsOf, type DataOf, type Service, type Services } from './contract/service.ts';
export { memoryTokenStore, type TokenPair, type TokenStore } from './auth/token-pair.ts';
export { TokenSession, type TokenSessionOptions } from './auth/token-session.ts';
export { type TokenSource } from './auth/token-source.ts';
export { type ErrorCategory } from './errors/category.ts';
export { ContractError } from './errors/contract-error.ts';
export { HttpError } from './errors/http-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { isSdkError, SdkError, type FailedCall } from './errors/sdk-error.ts';
export { SessionExpiredError } from './errors/session-expired-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
