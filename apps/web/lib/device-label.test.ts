import { expect, test } from 'vitest';
import { deviceLabel } from './device-label.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';

test.each([
  ['the client’s own name', 'Work laptop', firefox, 'Work laptop'],
  ['a browser', '', firefox, 'Firefox on Linux'],
  ['a phone', '', safari, 'Safari on iOS'],
  ['a browser that claims to be three others', '', edge, 'Microsoft Edge on Windows'],
  ['a script', '', 'python-requests/2.32', 'python-requests'],
  ['no user agent', '', '', 'Unknown device'],
  ['blanks', '', '   ', 'Unknown device'],
  ['something long', '', 'x'.repeat(400), 'x'.repeat(400)],
])('%s', (_, deviceName, userAgent, label) => {
  expect(deviceLabel(deviceName, userAgent)).toBe(label);
});
