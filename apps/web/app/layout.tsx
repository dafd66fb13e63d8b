import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { KeepEarlyClicks } from '../components/shell/keep-early-clicks.tsx';
import { OfflineBanner } from '../components/shell/offline-banner.tsx';
import { SkipLink } from '../components/shell/skip-link.tsx';
import { Toaster } from '../components/ui/toaster.tsx';
import { areShortcutsOn } from '../lib/shortcuts.ts';
import { chosenTheme } from '../lib/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Throughline', template: '%s · Throughline' },
  description: 'Projects, boards and teams that are the same on every screen at every moment.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0f12' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [theme, hasShortcuts] = await Promise.all([chosenTheme(), areShortcutsOn()]);
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      data-shortcuts={hasShortcuts ? undefined : 'off'}
      className={GeistSans.variable}
    >
      <body>
        <KeepEarlyClicks />
        <SkipLink />
        <Toaster>
          <OfflineBanner />
          {children}
        </Toaster>
      </body>
    </html>
  );
}
