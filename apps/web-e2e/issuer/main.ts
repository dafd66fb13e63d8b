import { issuerClient, startLocalIssuer } from './local-issuer.ts';

/** `nx run web-e2e:issuer`: a sign-in service to try things out with, for the site that `npm start` serves. */
const issuer = await startLocalIssuer(3900);
issuer.serve('http://localhost:3000');
console.log(`The issuer answers at ${issuer.address} until Ctrl-C. Start the site with

  SOCIAL_OIDC_ISSUER=${issuer.address} \\
  SOCIAL_OIDC_CLIENT_ID=${issuerClient.id} SOCIAL_OIDC_CLIENT_SECRET=${issuerClient.secret} npm start
`);
