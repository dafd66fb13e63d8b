import { Refusal } from './refusal.ts';

export const MAXIMUM_DOCUMENT_BYTES = 50_000_000;

export function tooLarge(source: string): Refusal {
  return new Refusal(
    `${source} is larger than ${MAXIMUM_DOCUMENT_BYTES / 1_000_000} MB: is it the right one? If so, split it, or take its examples out.`,
  );
}
