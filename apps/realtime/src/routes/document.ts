import openApi from '@throughline/contracts/realtime/openapi.json' with { type: 'json' };
import type { Route } from './route.ts';

const text = JSON.stringify(openApi);

/** `GET /api/v1/realtime/openapi.json`: the contract that this gateway is made from. */
export const document: Route = ({ response }) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
};
