import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';
import postgres from 'postgres';
import { signIn, type Person } from './person.ts';

/** A stack of its own in which a client and a developer are signed in, and a look at its database. */
export interface TwoPeople {
  stack: TemporaryStack;
  client: Person;
  developer: Person;
  sql: postgres.Sql;
  stop: () => Promise<void>;
}

export async function startTwoPeople(): Promise<TwoPeople> {
  const stack = await startTemporaryStack();
  const sql = postgres(stack.env['DATABASE_URL'] ?? '', { max: 2 });
  const client = await signIn(stack.env, 'demo-client');
  const developer = await signIn(stack.env, 'demo-developer');
  const stop = async () => {
    client.realtime.close();
    developer.realtime.close();
    await sql.end();
    await stack.stop();
  };
  return { stack, client, developer, sql, stop };
}
