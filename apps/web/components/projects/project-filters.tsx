'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { keysOf } from '../../lib/keys-of.ts';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { projectOrderings, type ProjectQuery } from './project-query.ts';
import { projectStatusLabels } from './project-status-labels.ts';

/** Long enough to type a word, short enough to feel immediate. */
const typingPauseMs = 300;

/** A form whose answer is the same page at another address; without script it is sent by Enter. */
export function ProjectFilters({ query }: { query: ProjectQuery }) {
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const send = () => {
    clearTimeout(timer.current);
    form.current?.requestSubmit();
  };

  return (
    <Form
      ref={form}
      action="/projects"
      replace
      role="search"
      className="grid grid-cols-2 gap-2 sm:flex"
      onSubmit={() => {
        clearTimeout(timer.current);
      }}
    >
      <div className="relative col-span-2 sm:w-72">
        <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-3" />
        <Input
          type="search"
          name="search"
          aria-label="Search projects"
          placeholder="Title or description"
          maxLength={200}
          defaultValue={query.search}
          className="pl-8"
          onChange={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(send, typingPauseMs);
          }}
        />
      </div>
      <Select name="status" aria-label="Status" defaultValue={query.status ?? ''} onChange={send} className="sm:w-40">
        <option value="">Every status</option>
        {keysOf(projectStatusLabels).map((status) => (
          <option key={status} value={status}>
            {projectStatusLabels[status]}
          </option>
        ))}
      </Select>
      <Select name="ordering" aria-label="Order" defaultValue={query.ordering} onChange={send} className="sm:w-44">
        {Object.entries(projectOrderings).map(([ordering, label]) => (
          <option key={ordering} value={ordering}>
            {label}
          </option>
        ))}
      </Select>
    </Form>
  );
}
