import { Check, type LucideIcon } from 'lucide-react';
import { ButtonElement, type ButtonElementProps } from './button-element.tsx';

type MenuItemProps = Omit<ButtonElementProps, 'role' | 'className'> & {
  icon: LucideIcon;
  /** Given for one of several choices: whether it is the present one. */
  isChosen?: boolean;
};

export const menuItemStyle =
  'flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover focus-visible:bg-hover ' +
  'focus-visible:-outline-offset-2 disabled:text-ink-3 pointer-coarse:h-11';

export function MenuItem({ icon: Icon, isChosen, children, ...props }: MenuItemProps) {
  return (
    <ButtonElement
      role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChosen}
      tabIndex={-1}
      className={menuItemStyle}
      {...props}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isChosen === true && <Check aria-hidden className="size-4 text-accent-ink" />}
    </ButtonElement>
  );
}
