/** The browser's side of the session: access tokens for the SDK, in memory only. */
export { browserTokens, type BrowserTokens, type BrowserTokensOptions } from './browser-tokens.ts';
