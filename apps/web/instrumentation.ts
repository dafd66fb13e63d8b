import { environment } from './env.ts';

/** Runs once when the server starts: wrong settings are told then, not at the first visitor. */
export function register(): void {
  environment();
}
