/** What a person sets about themselves, in the groups of the navigation. */
export const settingsPages: readonly { label: string; pages: readonly { href: string; label: string }[] }[] = [
  {
    label: 'Account',
    pages: [
      { href: '/settings/profile', label: 'Profile' },
      { href: '/settings/email', label: 'Email address' },
      { href: '/settings/password', label: 'Password' },
      { href: '/settings/companies', label: 'Companies' },
    ],
  },
  {
    label: 'Security',
    pages: [
      { href: '/settings/second-factor', label: 'Second factor' },
      { href: '/settings/passkeys', label: 'Passkeys' },
      { href: '/settings/sessions', label: 'Sessions and devices' },
      { href: '/settings/connections', label: 'Connected accounts' },
      { href: '/settings/security-log', label: 'Security log' },
    ],
  },
];
