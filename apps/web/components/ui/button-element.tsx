'use client';

import type { ComponentProps } from 'react';

export type ButtonElementProps = Omit<ComponentProps<'button'>, 'ref'>;

/**
 * A `button`. One that only code can answer loses nothing that was clicked before the code came: `KeepEarlyClicks` noted it,
 * and here it is clicked again.
 */
export function ButtonElement({ type = 'button', ...props }: ButtonElementProps) {
  if (type !== 'button' || props.onClick === undefined) return <button type={type} {...props} />;
  // The attribute may have changed since the server wrote it.
  return <button type={type} data-early="" ref={clickAgain} suppressHydrationWarning {...props} />;
}

/** React calls it once the handlers of the button count. */
function clickAgain(button: HTMLButtonElement | null): void {
  if (button === null) return;
  const isClicked = button.dataset['early'] === 'clicked';
  delete button.dataset['early'];
  // Not in the middle of React's own work.
  if (isClicked)
    queueMicrotask(() => {
      button.click();
    });
}
