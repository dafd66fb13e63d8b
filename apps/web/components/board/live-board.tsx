'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Board, type BoardProps } from './board.tsx';

/** A board with the memory that it needs. The key makes another project's board another one. */
export function LiveBoard(props: BoardProps) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Board key={props.projectId} {...props} />
    </QueryClientProvider>
  );
}
