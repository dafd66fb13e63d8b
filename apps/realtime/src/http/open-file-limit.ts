import * as z from 'zod/mini';

const report = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.string(), z.number()]) }) }),
});

/** How many files this process may have open, as the system says; undefined where there is no limit, or none is told. */
export function openFileLimit(): number | undefined {
  const soft = Number(report.safeParse(process.report.getReport()).data?.userLimits.open_files.soft);
  return Number.isSafeInteger(soft) ? soft : undefined;
}
