'use client';

import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Toast, type ToastMessage } from './toast.tsx';

/** How long a message stays; errors stay until they are dismissed. */
const stayMs = 6000;
const stayWithUndoMs = 10_000;
const mostAtOnce = 3;

type Show = (toast: Omit<ToastMessage, 'id'>) => void;

const ToasterContext = createContext<Show | undefined>(undefined);

/** Holds the messages that come and go at the edge of the page. */
export function Toaster({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ToastMessage[]>([]);
  const nextId = useRef(1);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());

  useEffect(() => {
    const pending = timers.current;
    return () => {
      pending.forEach(clearTimeout);
    };
  }, []);

  const close = useCallback((id: number) => {
    setToasts((before) => before.filter((toast) => toast.id !== id));
  }, []);

  const show = useCallback<Show>(
    (toast) => {
      const id = nextId.current++;
      setToasts((before) => [...before.slice(1 - mostAtOnce), { ...toast, id }]);
      if (toast.kind === 'error') return;
      const timer = setTimeout(
        () => {
          timers.current.delete(timer);
          close(id);
        },
        toast.undo === undefined ? stayMs : stayWithUndoMs,
      );
      timers.current.add(timer);
    },
    [close],
  );

  return (
    <ToasterContext value={useMemo(() => show, [show])}>
      {children}
      <section
        aria-label="Messages"
        className="pointer-events-none fixed right-4 bottom-20 left-4 z-40 md:bottom-4 md:left-auto"
      >
        <div role="log" aria-live="polite">
          <ol className="flex flex-col items-end gap-2">
            {toasts.map((toast) => (
              <Toast
                key={toast.id}
                toast={toast}
                onClose={() => {
                  close(toast.id);
                }}
              />
            ))}
          </ol>
        </div>
      </section>
    </ToasterContext>
  );
}

/** @throws {Error} outside a `Toaster` */
export function useToast(): Show {
  const show = use(ToasterContext);
  if (show === undefined) throw new Error('useToast is used outside a Toaster.');
  return show;
}
