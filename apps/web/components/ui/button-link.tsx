import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonStyle, type ButtonStyle } from './button-style.ts';

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonStyle;

/** Goes somewhere and looks like a button. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <Link className={clsx(buttonStyle({ variant, size }), className)} {...props} />;
}
