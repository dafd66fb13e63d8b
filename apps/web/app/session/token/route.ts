import { session } from '../../../lib/session.ts';

export const POST = session.tokenRoute;
