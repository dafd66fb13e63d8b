/** How many of a project's tasks are done. */
export function TaskProgress({ done, total }: { done: number; total: number }) {
  if (total === 0) return <span className="text-ink-3">No tasks</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <progress
        aria-hidden
        value={done}
        max={total}
        className="h-1.5 w-16 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <span className="tabular-nums">
        {done} of {total}
        <span className="sr-only"> tasks done</span>
      </span>
    </span>
  );
}
