import { contracts, parseEvent, type AnyEvent } from '@throughline/contracts/backend';
import { createClient, memoryTokenStore, TokenSession, type Client } from '@throughline/sdk';
import { RealtimeClient } from '@throughline/sdk/realtime';

/** Somebody who uses the marketplace through the SDK. */
export interface Person {
  api: Client<typeof contracts>;
  tokens: TokenSession;
  realtime: RealtimeClient<AnyEvent>;
}

/** Signs in as one of the accounts of the demo data. */
export async function signIn(env: Readonly<Record<string, string>>, username: string): Promise<Person> {
  const baseUrl = env['BACKEND_URL'] ?? '';
  const anonymous = createClient({ contract: contracts, baseUrl });
  const tokens = new TokenSession({
    store: memoryTokenStore(),
    refresh: ({ refresh }) => anonymous.auth.refresh({ body: { refresh } }),
  });
  await tokens.signIn(await anonymous.auth.login({ body: { username, password: demoPassword } }));
  return {
    api: createClient({ contract: contracts, baseUrl, tokens }),
    tokens,
    realtime: new RealtimeClient<AnyEvent>({ baseUrl: env['GATEWAY_URL'] ?? '', tokens, parseEvent }),
  };
}

const demoPassword = 'marble-otter-lantern';
