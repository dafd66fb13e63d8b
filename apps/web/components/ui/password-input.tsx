'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { ButtonElement } from './button-element.tsx';
import { Input } from './input.tsx';

/** A password that can be looked at while it is typed. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pr-10 pointer-coarse:pr-12"
      />
      <ButtonElement
        aria-pressed={isShown}
        aria-controls={props.id}
        onClick={() => {
          setIsShown(!isShown);
        }}
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-sm text-ink-3 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:w-11"
      >
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">Show what is typed</span>
      </ButtonElement>
    </div>
  );
}
