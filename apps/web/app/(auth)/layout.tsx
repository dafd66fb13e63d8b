import type { ReactNode } from 'react';
import { Logo } from '../../components/shell/logo.tsx';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex min-h-dvh flex-col items-center px-4 py-12 outline-none sm:justify-center"
    >
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Logo />
        </div>
        <div className="rounded-lg border bg-surface p-6 shadow-card">{children}</div>
      </div>
    </main>
  );
}
