import { Calendar } from 'lucide-react';
import { formatDay } from '../../lib/day.ts';

/** The day something is due; red when that is over. */
export function DueDay({ day, today, isDone = false }: { day: string; today: string; isDone?: boolean }) {
  const isLate = day < today && !isDone;
  return (
    <span className={isLate ? 'flex items-center gap-1 font-medium text-bad' : 'flex items-center gap-1'}>
      <Calendar aria-hidden className="size-3.5" />
      <time dateTime={day}>{formatDay(day, today)}</time>
      {isLate && <span className="sr-only">, late</span>}
    </span>
  );
}
