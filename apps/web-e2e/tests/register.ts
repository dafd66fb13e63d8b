import { expect, type Page } from '@playwright/test';
import type { Mailbox } from './mailbox.ts';

export interface Registration {
  name: string;
  username: string;
  email: string;
  password: string;
  role: 'client' | 'developer';
}

/** Fills in and sends the form of the registration page. */
export async function sendRegistration(page: Page, { name, username, email, password, role }: Registration) {
  await page.goto('/register');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('What brings you here?').selectOption(role);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Registers somebody new, who follows the link of the mail and is then signed in. */
export async function register(page: Page, mailbox: Mailbox, registration: Registration): Promise<void> {
  await sendRegistration(page, registration);
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await page.goto(await mailbox.linkTo('/confirm', registration.email));
  await page.getByLabel('Password', { exact: true }).fill(registration.password);
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page.getByText(`Welcome back, ${registration.name}.`)).toBeVisible();
}
