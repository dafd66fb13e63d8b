import { clsx } from 'clsx';
import { initials } from './initials.ts';

interface AvatarProps {
  /** Decides the colour, so that a person keeps theirs everywhere. */
  id: string;
  name: string;
  size?: 'small' | 'medium';
  /** Where the name is written beside it. */
  isDecoration?: boolean;
}

const colours = [
  'bg-accent-soft text-accent-ink',
  'bg-note-soft text-note',
  'bg-ok-soft text-ok',
  'bg-warn-soft text-warn',
] as const;

export function Avatar({ id, name, size = 'small', isDecoration = false }: AvatarProps) {
  const colour = colours[Array.from(id, (letter) => letter.charCodeAt(0)).reduce(sum, 0) % colours.length];
  const dimensions = size === 'small' ? 'size-6 text-[0.625rem]' : 'size-8 text-2xs';
  return (
    <span
      className={clsx('grid shrink-0 place-items-center rounded-full font-semibold', dimensions, colour)}
      {...(isDecoration ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
    >
      {initials(name)}
    </span>
  );
}

const sum = (left: number, right: number) => left + right;
