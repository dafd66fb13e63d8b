import { prepareVirtualEnvironment } from '../python/virtual-environment.ts';

/** Makes what a fresh clone lacks; quick when nothing is missing. */
export async function setup(): Promise<number> {
  await prepareVirtualEnvironment((line) => {
    console.log(line);
  });
  return 0;
}
