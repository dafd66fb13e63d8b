import { answerJson, bearerToken, type TokenVerifier } from '@throughline/service-kit';
import type { TicketStore } from '../auth/ticket-store.ts';
import type { Route } from './route.ts';

/** `POST /api/v1/realtime/tickets`: a token for a ticket, which may stand in an address because it is worth one connection. */
export function issueTicket(tickets: TicketStore, tokens: TokenVerifier): Route {
  return async ({ request, response }) => {
    const token = bearerToken(request.headers.authorization);
    const claims = await tokens.verifyAccess(token);
    const ticket = await tickets.issue({ claims, token });
    answerJson(response, 201, { ticket, expires_in: tickets.lifetimeSeconds });
  };
}
