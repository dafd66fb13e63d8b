import { expect, test } from 'vitest';
import { createLogger } from './create-logger.ts';

test('a line is JSON with service, level and UTC time, without what could hold a token', () => {
  const lines: string[] = [];
  const logger = createLogger({ service: 'svc', level: 'info', destination: { write: (line) => lines.push(line) } });
  logger.debug('unseen');
  logger.info({ headers: { authorization: 'Bearer secret', accept: '*/*' }, request_id: 'r' }, 'hello');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('secret');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    service: 'svc',
    level: 'info',
    request_id: 'r',
    msg: 'hello',
    time: expect.stringMatching(/Z$/) as string,
  });
});
