import './page.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';

export interface Rendered {
  element: HTMLElement;
  queryClient: QueryClient;
  rerender: (content: ReactNode) => void;
  unmount: () => void;
}

/** Shows something on a page at once, with a cache of its own. */
export function render(content: ReactNode, queryClient = new QueryClient()): Rendered {
  const element = document.createElement('div');
  const root = createRoot(element);
  const rerender = (next: ReactNode) => {
    flushSync(() => {
      root.render(createElement(QueryClientProvider, { client: queryClient }, next));
    });
  };
  let isMounted = true;
  const unmount = () => {
    if (isMounted) root.unmount();
    isMounted = false;
  };
  rerender(content);
  onTestFinished(() => {
    unmount();
    queryClient.clear();
  });
  return { element, queryClient, rerender, unmount };
}
