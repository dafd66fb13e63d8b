import { headers } from 'next/headers';

// Also runs for the keys that press a button: browsers make a click of them.
const script = `addEventListener('click', (event) => {
  const button = event.target.closest('[data-early]');
  if (button === null) return;
  event.stopImmediatePropagation();
  button.dataset.early = 'clicked';
}, true)`;

/** Before the code of a button is there, notes that it was clicked; `ButtonElement` clicks it again. */
export async function KeepEarlyClicks() {
  const nonce = (await headers()).get('X-Nonce') ?? undefined;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
