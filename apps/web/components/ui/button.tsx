import { clsx } from 'clsx';
import { ButtonElement, type ButtonElementProps } from './button-element.tsx';
import { buttonStyle, type ButtonStyle } from './button-style.ts';

type ButtonProps = ButtonElementProps & ButtonStyle;

/** A view has one primary button. A button without words needs `aria-label`. */
export function Button({ variant, size, className, ...props }: ButtonProps) {
  return <ButtonElement className={clsx(buttonStyle({ variant, size }), className)} {...props} />;
}
