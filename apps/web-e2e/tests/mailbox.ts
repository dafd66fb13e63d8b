import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { TemporaryStack } from '@throughline/stack/temporary-stack';
import PostalMime, { type Email } from 'postal-mime';

/** The mails that the stack has sent, a file each, and what people look for in them. */
export class Mailbox {
  readonly #folder: string;

  constructor(stack: TemporaryStack) {
    this.#folder = fileURLToPath(stack.env['EMAIL_URL'] ?? '');
  }

  /** The address in the newest mail to somebody that leads to a page of the site; waits until there is one. */
  async linkTo(page: string, recipient: string): Promise<string> {
    let link: string | undefined;
    await expect
      .poll(async () => {
        const texts = (await this.to(recipient)).map(({ text = '' }) => text);
        link = texts.map((text) => new RegExp(`http\\S+${page}\\?token=\\S+`).exec(text)?.[0]).find(Boolean);
        return link;
      })
      .toBeDefined();
    return link ?? '';
  }

  /** The mails to somebody, the newest first. */
  async to(recipient: string): Promise<Email[]> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    const mails = await Promise.all(
      names.map(async (name) => PostalMime.parse(await readFile(join(this.#folder, name)))),
    );
    return mails
      .filter(({ to = [] }) => to.some(({ address }) => address === recipient))
      .sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
  }
}
