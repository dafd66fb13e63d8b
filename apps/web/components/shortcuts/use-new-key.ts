'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { meansNew } from './means-new.ts';

/**
 * The key C makes something new, unless the person has switched single keys off (WCAG 2.1, 2.1.4) or is doing something else.
 * @returns `aria-keyshortcuts` of the button that does the same: there as long as the key works
 */
export function useNewKey(isPossible: boolean, onNew: () => void): 'c' | undefined {
  const areOn = useSyncExternalStore(watchShortcuts, areShortcutsOn, () => false);
  const works = isPossible && areOn;
  const make = useEffectEvent(onNew);
  useEffect(() => {
    if (!works) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!meansNew(event)) return;
      event.preventDefault();
      make();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [works]);
  return works ? 'c' : undefined;
}

const areShortcutsOn = () => document.documentElement.dataset['shortcuts'] !== 'off';

function watchShortcuts(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-shortcuts'] });
  return () => {
    observer.disconnect();
  };
}
