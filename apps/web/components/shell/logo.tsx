'use client';

// A drawing of a server component may be sent in pieces, which React hides with a `style` that the security policy blocks.
export function Logo() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <svg viewBox="0 0 24 24" aria-hidden className="size-6 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path
          d="M5 8h5a2 2 0 0 1 2 2v4a2 2 0 0 0 2 2h5"
          className="fill-none stroke-on-accent"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      Throughline
    </span>
  );
}
