import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

export function TextArea({ className, rows = 4, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={clsx('control h-auto! w-full resize-y py-1.5', className)} {...props} />;
}
