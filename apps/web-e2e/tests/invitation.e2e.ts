import type { APIRequestContext } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { expect, test } from './test.ts';

const password = 'quiet-harbour-violin';

function person(username: string, name: string) {
  return { name, username, email: `${username}@example.com`, password, role: 'client' } as const;
}

/** Founds a company by the API, as its owner's script would, and invites an address. */
async function foundAndInvite(request: APIRequestContext, username: string, company: string, email: string) {
  const signedIn = await request.post('/api/auth/login/', { data: { username, password } });
  const { access } = (await signedIn.json()) as { access: string };
  const headers = { Authorization: `Bearer ${access}` };
  const founded = await request.post('/api/companies/', { headers, data: { name: company } });
  const { id } = (await founded.json()) as { id: string };
  const invited = await request.post(`/api/companies/${id}/invitations/`, {
    headers,
    data: { email, role: 'manager' },
  });
  expect(invited.status()).toBe(201);
}

test('who is invited finds it by the mail, accepts one company and declines the other', async ({
  open,
  mailbox,
  request,
}) => {
  const owner = await open();
  await register(owner, mailbox, person('inviting-person', 'Inviting Person'));
  const invited = person('invited-person', 'Invited Person');
  const page = await open();
  await register(page, mailbox, invited);
  await page.goto('/settings/companies');
  await expect(page.getByRole('heading', { name: 'You act for yourself' })).toBeVisible();
  await expectAccessible(page);

  await foundAndInvite(request, 'inviting-person', 'Harbour Works', invited.email);
  await foundAndInvite(request, 'inviting-person', 'Violin Makers', invited.email);
  const mails = async () => (await mailbox.to(invited.email)).map(({ text = '' }) => text).join('\n');
  await expect.poll(mails).toContain('inviting-person invites you to act for the company “Harbour Works”.');
  const [link = ''] = /http\S+\/settings\/companies/.exec(await mails()) ?? [];
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Decline the invitation of Violin Makers' }).click();
  await expect(page.getByText('Violin Makers')).toHaveCount(0);
  await page.getByRole('button', { name: 'Accept the invitation of Harbour Works' }).click();
  await expect(page.getByRole('heading', { name: 'Invitations' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Harbour Works' })).toContainText('Manager');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Invited Person' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Harbour Works' })).not.toBeChecked();
});
