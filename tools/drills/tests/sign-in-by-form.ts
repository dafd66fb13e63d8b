/**
 * Signs in as a browser without JavaScript does: reads the form, sends it back filled in.
 * @returns the `Cookie` header of the session
 */
export async function signInByForm(siteUrl: string, username: string, password: string): Promise<string> {
  const page = await (await fetch(`${siteUrl}/sign-in`)).text();
  const form = new FormData();
  for (const [input] of page.matchAll(/<input type="hidden"[^>]*>/g))
    form.set(attribute(input, 'name'), attribute(input, 'value'));
  form.set('username', username);
  form.set('password', password);
  const headers = { Origin: siteUrl };
  const answer = await fetch(`${siteUrl}/sign-in`, { method: 'POST', body: form, headers, redirect: 'manual' });
  const cookie = cookieOf(answer);
  if (cookie === undefined) throw new Error(`Signing in answered ${answer.status} and set no cookie.`);
  return cookie;
}

/** The `Cookie` header that a browser would send after this answer; undefined when it sets no session. */
export function cookieOf(answer: Response): string | undefined {
  return answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .find((pair) => pair?.startsWith('session='));
}

function attribute(element: string, name: string): string {
  const text = new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? '';
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}
