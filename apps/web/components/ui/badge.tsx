import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';

const badgeStyle = cva('inline-flex items-center rounded-xs px-1.5 py-0.5 text-xs font-medium whitespace-nowrap', {
  variants: {
    tone: {
      neutral: 'bg-hover text-ink-2',
      accent: 'bg-accent-soft text-accent-ink',
      ok: 'bg-ok-soft text-ok',
      warn: 'bg-warn-soft text-warn',
      bad: 'bg-bad-soft text-bad',
      note: 'bg-note-soft text-note',
    },
  },
});

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

/** A word about a state; its colour only repeats what the word says. */
export function Badge({ tone, children }: { tone: BadgeTone; children: ReactNode }) {
  return <span className={badgeStyle({ tone })}>{children}</span>;
}
