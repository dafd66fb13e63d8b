import 'server-only';
import { NextResponse } from 'next/server';
import { environment } from '../../../env.ts';

/** Leads the browser on with a GET, to a path of this site or to a sign-in service. */
export function leadTo(address: string): NextResponse {
  const response = NextResponse.redirect(new URL(address, environment().PUBLIC_URL), 303);
  response.headers.set('Cache-Control', 'no-store');
  return response;
}
