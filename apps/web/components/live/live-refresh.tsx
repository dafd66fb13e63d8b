'use client';

import dynamic from 'next/dynamic';

/** Keeps a page that the server renders as it is for everybody; its code comes after the page. */
export const LiveRefresh = dynamic(
  () => import('./refresh-on-events.tsx').then(({ RefreshOnEvents }) => RefreshOnEvents),
  {
    ssr: false,
  },
);
