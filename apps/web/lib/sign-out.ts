import { endOpenSession, openSession, setBeingLeft } from './open-session.ts';

/** Ends the session at the backend and in every tab. @returns whether the server could be reached */
export async function signOut(): Promise<boolean> {
  const session = openSession();
  // The gateway would tell this page that its session has ended, and it would ask for a token in vain.
  session?.realtime.pause();
  setBeingLeft(true);
  const response = await fetch('/session/sign-out', { method: 'POST' }).catch(() => undefined);
  if (response?.ok !== true) {
    setBeingLeft(false);
    session?.realtime.reconnect();
    return false;
  }
  await endOpenSession();
  return true;
}
