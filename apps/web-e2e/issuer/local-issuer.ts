import { createServer } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';

export const issuerClient = { id: 'throughline', secret: 'only-for-a-local-issuer-4f1d8c20' };

/** A sign-in service on this machine, certified software with pages of its own; whatever is typed there is believed. */
export interface LocalIssuer {
  address: string;
  /** Begins to serve the site at this address. */
  serve: (publicUrl: string) => void;
  /** Answers everything with 503, or not any more. */
  setAway: (isAway: boolean) => void;
  stop: () => Promise<void>;
}

/**
 * The name that is typed becomes the account: with `@` it is the address, which is verified unless it begins with
 * "unverified".
 * @param port 0 for a free one
 */
export async function startLocalIssuer(port = 0): Promise<LocalIssuer> {
  let answer: ReturnType<Provider['callback']> | undefined;
  let isAway = false;
  const server = createServer((request, response) => {
    if (answer === undefined || isAway) response.writeHead(503).end();
    else void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The issuer listens at no port.');
  const address = `http://127.0.0.1:${bound.port}`;
  return {
    address,
    serve: (publicUrl) => {
      answer = new Provider(address, configuration(publicUrl)).callback();
    },
    setAway: (value) => {
      isAway = value;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function configuration(publicUrl: string): Configuration {
  return {
    clients: [
      {
        client_id: issuerClient.id,
        client_secret: issuerClient.secret,
        redirect_uris: ['oidc', 'google'].map((provider) => `${publicUrl}/session/social/${provider}/callback`),
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['only-for-a-local-issuer'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    findAccount: (_, login) => ({ accountId: login, claims: () => claimsOf(login) }),
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, IdToken: 300, AccessToken: 300 },
  };
}

function claimsOf(login: string) {
  const [name = login] = login.split('@');
  return {
    sub: login,
    email: login.includes('@') ? login : `${login}@example.com`,
    email_verified: !login.startsWith('unverified'),
    name: name.charAt(0).toUpperCase() + name.slice(1),
    preferred_username: name,
  };
}
