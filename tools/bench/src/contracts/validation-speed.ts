import { percentile } from '../statistics.ts';

const rounds = 5;
const roundMs = 150;

/** CPU microseconds for one answer, the median of rounds in turn; each is warm before the first. */
export function validationSpeed<Name>(
  validators: ReadonlyMap<Name, (value: unknown) => boolean>,
  answer: unknown,
): Map<Name, number> {
  const measured = new Map([...validators.keys()].map((name) => [name, [] as number[]]));
  for (const validate of validators.values()) run(validate, answer);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, validate] of validators) measured.get(name)?.push(run(validate, answer));
  }
  return new Map([...measured].map(([name, values]) => [name, percentile(values, 0.5)]));
}

function run(validate: (value: unknown) => boolean, answer: unknown): number {
  let count = 0;
  const cpu = process.cpuUsage();
  const endAt = performance.now() + roundMs;
  do {
    if (!validate(answer)) throw new Error('A right answer is refused.');
    count += 1;
  } while (performance.now() < endAt);
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / count;
}
