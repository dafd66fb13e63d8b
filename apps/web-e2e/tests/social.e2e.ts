import { appCode } from './authenticator-app.ts';
import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { demoPassword, signIn } from './sign-in.ts';
import { expect, test, type Page } from './test.ts';

// The page of an ended session asks for a token once more.
test.use({ expected: ['/session/token'] });

const begin = '/session/social/oidc';
const font = 'https://fonts.googleapis.com/**';
const secretOfRosa = 'quiet-harbour-violin';
const invalid = 'This sign-in was begun in another browser, took too long or is finished already. Start again.';

async function beginSignIn(page: Page, next = ''): Promise<void> {
  // The issuer's pages ask for a font from elsewhere.
  await page.route(font, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await page.goto(`/sign-in${next}`);
  await page.getByRole('link', { name: 'Continue with the local issuer' }).click();
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible();
}

/** Up to the page that asks whether the site may know who it is. */
async function signInAtIssuer(page: Page, login: string, next = ''): Promise<void> {
  await beginSignIn(page, next);
  await nameAtIssuer(page, login);
}

async function nameAtIssuer(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
}

async function comeIn(page: Page, login: string, next = ''): Promise<void> {
  await signInAtIssuer(page, login, next);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** At the issuer: who it is, and that the site may know. */
async function sayYes(page: Page, login: string): Promise<void> {
  await nameAtIssuer(page, login);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Says yes, and holds the answer in the hand. @returns the address by which it would come */
async function answerAfterYes(page: Page): Promise<string> {
  const action = (await page.locator('form').getAttribute('action')) ?? '';
  const form = { prompt: 'consent' };
  const response = await page.request.post(new URL(action, page.url()).href, { form, maxRedirects: 0 });
  return whereTo(page, response.headers()['location']);
}

/** Where an address leads, which this browser does not follow yet. */
async function whereTo(page: Page, address = ''): Promise<string> {
  // What the browser says when somebody follows a link of the page.
  const headers = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' };
  const response = await page.request.get(address, { headers, maxRedirects: 0 });
  return response.headers()['location'] ?? '';
}

/** Proves who they are, and goes to the service. */
async function connect(page: Page, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect the local issuer' }).click();
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
}

async function signOut(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
}

function problemOf(page: Page) {
  return page.getByRole('main').getByRole('alert');
}

test('somebody new signs in at the service, has an account, and cannot lock themselves out', async ({ open }) => {
  const page = await open();
  await comeIn(page, 'nora@example.net', '?next=%2Fprojects%3Fstatus%3Dopen');
  await expect(page).toHaveURL('/projects?status=open');
  await expect(page.getByRole('button', { name: 'Nora' })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === 'social')).toBeUndefined();
  expect(cookies.find(({ name }) => name === 'session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

  await page.goto('/settings/connections');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'nora@example.net' });
  await expect(row).toContainText('last used');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Disconnect the local issuer nora@example.net' }).click();
  await expect(page.getByText('This is your only way to sign in.')).toBeVisible();
  await expect(row).toBeVisible();

  await signOut(page, /^Nora/);
  // The service knows its visitor still, and asks nothing.
  await page.getByRole('link', { name: 'Continue with the local issuer' }).click();
  await expect(page.getByText('Welcome back, Nora.')).toBeVisible();
});

test('an account with that address is not joined but connected, by whoever is signed in to it', async ({ open }) => {
  const page = await open();
  await comeIn(page, 'demo-developer-2@example.org');
  await expect(problemOf(page)).toHaveText(
    'There is an account with your address. Sign in to it, then connect this service in the settings.',
  );
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to sign in' }).click();
  await signIn(page, 'demo-developer-2', demoPassword);
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();

  await page.goto('/settings/connections');
  await expect(page.getByText('No account is connected.')).toBeVisible();
  await connect(page, 'not-the-password');
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Current password').fill(demoPassword);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('the local issuer is connected.')).toBeVisible();
  await expectAccessible(page);
  await signOut(page, /^Demo/);
  await page.getByRole('link', { name: 'Continue with the local issuer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();

  await page.goto('/settings/connections');
  await page.getByRole('button', { name: /^Disconnect the local issuer/ }).click();
  await expect(page.getByText('No account is connected.')).toBeVisible();
});

test('whoever says no at the service is told that nothing was changed', async ({ open }) => {
  const page = await open();
  await beginSignIn(page);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(problemOf(page)).toHaveText('The sign-in was not allowed at the sign-in service. Nothing was changed.');
});

test('an address that the service does not vouch for is refused', async ({ open }) => {
  const page = await open();
  await comeIn(page, 'unverified@example.net');
  await expect(problemOf(page)).toHaveText(
    'The sign-in service does not vouch for your email address. Confirm it there, then start again.',
  );
});

test('who has a second factor gives its code after the service, too', async ({ open, mailbox }) => {
  const page = await open();
  const email = 'rosa@example.net';
  await register(page, mailbox, { name: 'Rosa', username: 'rosa', email, password: secretOfRosa, role: 'client' });
  await page.goto('/settings/second-factor');
  await page.getByLabel('Current password').fill(secretOfRosa);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await page.locator('code').innerText();
  await page.getByLabel('Code', { exact: true }).fill(appCode(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 not used yet')).toBeVisible();

  await page.route(font, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await page.goto('/settings/connections');
  await connect(page, secretOfRosa);
  await sayYes(page, email);
  await expect(page.getByText('the local issuer is connected.')).toBeVisible();
  await signOut(page, /^Rosa/);

  await page.goto('/sign-in?next=%2Fprojects');
  await page.getByRole('link', { name: 'Continue with the local issuer' }).click();
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await expectAccessible(page);
  await page.goto('/projects');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.goto('/social/second-factor');
  await code.fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(problemOf(page)).toHaveText('This code is not right, or it was used already. Wait for the next one.');
  await code.fill(appCode(secret, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/projects');
});

test('an answer counts once, and in the browser that began alone', async ({ open }) => {
  const page = await open();
  await signInAtIssuer(page, 'olga@example.net');
  const answer = await answerAfterYes(page);
  const stranger = await open();
  await stranger.goto(answer);
  await expect(problemOf(stranger)).toHaveText(invalid);
  // A beginning of their own does not help.
  await beginSignIn(stranger);
  await stranger.goto(answer);
  await expect(problemOf(stranger)).toHaveText(invalid);

  await page.goto(answer);
  await expect(page.getByText('Welcome back, Olga.')).toBeVisible();
  await signOut(page, /^Olga/);
  await page.goto(answer);
  await expect(problemOf(page)).toHaveText(invalid);
});

test('an answer that somebody makes up takes the right one from nobody', async ({ open, issuer }) => {
  const page = await open();
  await signInAtIssuer(page, 'rene@example.net');
  const answer = await answerAfterYes(page);
  const madeUp = new URL(answer);
  madeUp.search = '?state=made-up&error=access_denied';
  await page.route(`${issuer.address}/evil`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${madeUp.href.replaceAll('&', '&amp;')}">Win</a>` }),
  );
  await page.goto(`${issuer.address}/evil`);
  await page.getByRole('link', { name: 'Win' }).click();
  await expect(problemOf(page)).toHaveText(invalid);
  await page.goto(answer);
  await expect(page.getByText('Welcome back, Rene.')).toBeVisible();
});

test('a code that was used and a token for another beginning are refused', async ({ open }) => {
  const page = await open();
  await signInAtIssuer(page, 'pia@example.net');
  const used = await answerAfterYes(page);
  await page.goto(used);
  await expect(page.getByText('Welcome back, Pia.')).toBeVisible();
  await signOut(page, /^Pia/);

  const fresh = new URL(await whereTo(page, await whereTo(page, begin)));
  fresh.searchParams.set('code', new URL(used).searchParams.get('code') ?? '');
  await page.goto(fresh.href);
  const refused = 'The answer of the sign-in service could not be verified. Start again.';
  await expect(problemOf(page)).toHaveText(refused);

  // Somebody on the way changes what the service is asked to sign.
  const asked = new URL(await whereTo(page, begin));
  asked.searchParams.set('nonce', 'another');
  await page.goto(asked.href);
  await expect(problemOf(page)).toHaveText(refused);
});

test.describe('a service that is away', () => {
  test('is said so, and works again when it is back', async ({ open, issuer }) => {
    const page = await open();
    await signInAtIssuer(page, 'quinn@example.net');
    const answer = await answerAfterYes(page);
    issuer.setAway(true);
    try {
      await page.goto(answer);
      await expect(problemOf(page)).toHaveText(
        'The sign-in service cannot be reached just now. Try again in a moment.',
      );
    } finally {
      issuer.setAway(false);
    }
    await page.getByRole('link', { name: 'Go to sign in' }).click();
    await page.getByRole('link', { name: 'Continue with the local issuer' }).click();
    await expect(page.getByText('Welcome back, Quinn.')).toBeVisible();
  });
});

test('another site begins nothing in the name of a person', async ({ open, issuer }) => {
  const page = await open();
  await page.goto('/sign-in');
  const home = new URL(page.url()).origin;
  await page.route(`${issuer.address}/evil`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${home}/session/social/oidc">Win</a>` }),
  );
  await page.goto(`${issuer.address}/evil`);
  await page.getByRole('link', { name: 'Win' }).click();
  await expect(page).toHaveURL('/sign-in');
  await expect(page.getByRole('link', { name: 'Continue with the local issuer' })).toBeVisible();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('social');
});
