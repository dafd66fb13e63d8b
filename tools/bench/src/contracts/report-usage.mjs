// Loaded into every measured Node process and its children: what each used is written when it ends.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

process.once('exit', () => {
  // Microseconds; kilobytes.
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(
    join(process.env['BENCH_USAGE_FOLDER'], `${process.pid}.json`),
    JSON.stringify({ userCPUTime, systemCPUTime, maxRSS }),
  );
});
