import { describe, expect, it } from 'vitest';
import { parseEvent } from './backend/index.ts';

describe('events of the backend', () => {
  const event = {
    id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a',
    type: 'task.deleted',
    topic: 'project_0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6b',
    occurred_at: '2026-01-01T00:00:00Z',
    actor_id: null,
    entity_id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6c',
    entity_version: 3,
    schema_version: 1,
    request_id: null,
    traceparent: null,
  };

  it('are refused, with the place, when their data is not what their type says', () => {
    const parsed = parseEvent({ ...event, data: null });
    expect(parsed).toMatchObject({ status: 'invalid', type: 'task.deleted', error: { issues: [{ path: ['data'] }] } });
  });

  it('of a type that this build does not know are told apart from broken ones', () => {
    expect(parseEvent({ ...event, type: 'task.painted' })).toEqual({ status: 'unknown', type: 'task.painted' });
    expect(parseEvent('task.deleted')).toEqual({ status: 'invalid', type: null, error: null });
  });
});
