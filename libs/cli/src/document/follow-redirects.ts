import { Refusal } from './refusal.ts';

export interface Arrived {
  response: Response;
  /** The address that answered in the end. */
  url: string;
}

interface Request {
  headers: Readonly<Record<string, string>>;
  /** Of whoever asks; they may be secrets, so only the server that they are meant for gets them. */
  ownHeaders: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

const MOST_REDIRECTS = 10;

/**
 * Asks an address, and those that it leads to (RFC 9110, 15.4).
 * @throws {Refusal} for one that leads round in circles, out of the web, or is none.
 */
export async function followRedirects(address: string, { headers, ownHeaders, signal }: Request): Promise<Arrived> {
  const { origin, href } = addressOf(address, address);
  const seen = new Set<string>();
  for (let url = href; ;) {
    if (seen.has(url) || seen.size > MOST_REDIRECTS)
      throw new Refusal(
        `${address} is redirected round in circles: give the address at which the document really stands.`,
      );
    seen.add(url);
    const isMeant = new URL(url).origin === origin;
    const response = await fetch(url, {
      redirect: 'manual',
      headers: isMeant ? { ...headers, ...ownHeaders } : headers,
      signal,
    });
    const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null;
    if (location === null) return { response, url };
    await response.body?.cancel();
    url = addressOf(location, address, url).href;
  }
}

function addressOf(text: string, address: string, base?: string): URL {
  try {
    const url = new URL(text, base);
    // Where the part is compared that goes to the server.
    url.hash = '';
    if (/^https?:$/.test(url.protocol)) return url;
  } catch (error) {
    throw new Refusal(`${text} is no address: check how it is written.`, { cause: error });
  }
  throw new Refusal(`${address} leads to ${text}, which is no web address: give the one of the document.`);
}
