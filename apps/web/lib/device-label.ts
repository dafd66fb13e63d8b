import Bowser from 'bowser';

/** A session as people know it: the name that its client gave, else "Firefox on Linux" from its user agent. */
export function deviceLabel(deviceName: string, userAgent: string): string {
  if (deviceName !== '') return deviceName;
  if (userAgent === '') return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent);
  const parts = [browser.name, os.name].filter((part) => part !== undefined && part !== '');
  // A script: its own name, without the version.
  return parts.length === 0 ? (/^[^/\s]+/.exec(userAgent)?.[0] ?? 'Unknown device') : parts.join(' on ');
}
