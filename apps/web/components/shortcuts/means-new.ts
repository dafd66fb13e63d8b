type Pressed = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'isComposing' | 'defaultPrevented'
> & { readonly target: EventTarget | null };

/** Where keys are typed, or belong to something that is open. */
const elsewhere = 'input, textarea, select, [contenteditable], dialog, [popover]';

/** Whether a pressed key asks for something new. */
export function meansNew(event: Pressed): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, isComposing, defaultPrevented, target } = event;
  if (key.toLowerCase() !== 'c' || altKey || ctrlKey || metaKey || shiftKey) return false;
  if (repeat || isComposing || defaultPrevented) return false;
  if (document.querySelector('dialog[open], :popover-open') !== null) return false;
  return !(target instanceof Element && target.closest(elsewhere) !== null);
}
