import { useLayoutEffect, useRef, type RefObject } from 'react';

/** What was given with the last rendering that is on the screen, for callbacks that outlive it. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
