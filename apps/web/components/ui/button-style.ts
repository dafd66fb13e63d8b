import { cva, type VariantProps } from 'class-variance-authority';

/** How a button looks, for buttons and for links that look like one. */
export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm font-medium whitespace-nowrap transition-colors ' +
    'duration-100 disabled:opacity-55 aria-disabled:opacity-55 focus-visible:rounded-sm',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border border-line-strong bg-surface text-ink hover:bg-hover',
        quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
        danger: 'border border-bad-solid bg-surface text-bad hover:bg-bad-soft',
      },
      size: {
        medium: 'h-8 px-3 text-sm pointer-coarse:h-11 pointer-coarse:px-4',
        icon: 'size-8 pointer-coarse:size-11',
        small: 'size-6 pointer-coarse:size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
