'use client';

import { useRef, type KeyboardEvent, type ReactNode } from 'react';

interface MenuProps {
  /** For the button's `popoverTarget`. */
  id: string;
  label: string;
  children: ReactNode;
}

const steps: Readonly<Partial<Record<string, (index: number, count: number) => number>>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A popover of menu items. The browser opens it, closes it (Esc, a click elsewhere) and gives the focus back. */
export function Menu({ id, label, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab') menu.current?.hidePopover();
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = items();
    const index = all.findIndex((item) => item === document.activeElement);
    all[step(index, all.length)]?.focus();
  }

  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === 'open') items()[0]?.focus();
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('[role^="menuitem"]')) menu.current?.hidePopover();
      }}
      className="anchored min-w-48 rounded-md bg-raised p-1 text-ink shadow-pop open:animate-in"
    >
      {children}
    </div>
  );
}
