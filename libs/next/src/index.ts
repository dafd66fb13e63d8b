/** The browser's session for a Next.js app, and the one address for all services behind it. Server side. */
export { forward, type ForwardOptions, type ForwardTarget } from './forward/forward.ts';
export { answerError } from './http/answer-error.ts';
export { createSession, type CurrentSession, type Session } from './session/create-session.ts';
export { type ProxyOptions } from './session/proxy-session.ts';
export { type CookieOptions } from './session/session-cookie.ts';
export { type SessionOptions } from './session/session-options.ts';
