import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { buttonStyle, type ButtonStyle } from './button-style.ts';

type ButtonProps = ComponentProps<'button'> & ButtonStyle;

/** A view has one primary button. A button without words needs `aria-label`. */
export function Button({ variant, size, className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={clsx(buttonStyle({ variant, size }), className)} {...props} />;
}
