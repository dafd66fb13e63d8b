import { describe, expect, test } from 'vitest';
import { coreErrorCodes, errorEnvelopeSchema, eventEnvelopeSchema, publishedEventSchema } from './index.ts';

describe('the table of core error codes', () => {
  test.each(Object.entries(coreErrorCodes))('%s is dotted, has an error status and says what to do', (code, entry) => {
    expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThanOrEqual(599);
    expect(entry.message).toMatch(/^[^\n]{3,80}$/);
    expect(entry.help).toMatch(/\.$/);
  });

  test('every code that a client may retry is a limit, a wait or a fault of the server', () => {
    const retryable = Object.entries(coreErrorCodes).filter(([, entry]) => entry.retryable);
    for (const [code, { status }] of retryable) expect([409, 429, 500, 502, 503, 504], code).toContain(status);
  });
});

describe('the error envelope', () => {
  const envelope = {
    error: 'No such project.',
    status_code: 404,
    code: 'project.not_found',
    message: 'No such project.',
    request_id: '019abcde-0000-7000-8000-000000000000',
  };

  test.each([
    ['one line', envelope],
    ['messages by field', { ...envelope, error: { 'items.0.quantity': ['Too many.'], non_field_errors: ['No.'] } }],
    ['a key of a later version', { ...envelope, trace: 'x' }],
  ])('takes %s and gives it back unchanged', (_, value) => {
    expect(errorEnvelopeSchema.parse(value)).toEqual(value);
  });

  test.each([
    ['a missing code', { ...envelope, code: undefined }],
    ['a code without a dot', { ...envelope, code: 'not_found' }],
    ['a status below 400', { ...envelope, status_code: 200 }],
    ['a status as text', { ...envelope, status_code: '404' }],
    ['a field with one message instead of a list', { ...envelope, error: { title: 'Too long.' } }],
    ['an empty request id', { ...envelope, request_id: '' }],
    ['plain Django REST', { detail: 'Not found.' }],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(errorEnvelopeSchema.safeParse(value).success).toBe(false);
  });
});

describe('the event envelope', () => {
  const event = {
    id: '019abcde-0000-7000-8000-000000000000',
    type: 'task.updated',
    topic: 'project_019abcde-0000-7000-8000-000000000001',
    occurred_at: '2026-11-21T12:00:00.123456Z',
    actor_id: null,
    entity_id: '019abcde-0000-7000-8000-000000000002',
    entity_version: 7,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: { title: 'Write' },
  };

  test('is given back unchanged', () => {
    expect(eventEnvelopeSchema.parse(event)).toEqual(event);
  });

  test.each([
    ['a type without an action', { ...event, type: 'task' }],
    ['a topic without a kind', { ...event, topic: '019abcde' }],
    ['a line break in the topic', { ...event, topic: 'project_1\nid: 9' }],
    ['a topic of 101 characters of id', { ...event, topic: `project_${'1'.repeat(101)}` }],
    ['local time', { ...event, occurred_at: '2026-11-21T12:00:00+01:00' }],
    ['version zero', { ...event, entity_version: 0 }],
    ['a missing id', { ...event, id: undefined }],
    ['text', 'task.updated'],
  ])('refuses %s', (_, value) => {
    expect(eventEnvelopeSchema.safeParse(value).success).toBe(false);
  });
});

describe('an event as it is published', () => {
  const event = {
    id: '1',
    type: 'payment.processed',
    topics: ['user_1', 'user_2', 'project_3'],
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: '1',
    entity_id: '9',
    entity_version: 1,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: null,
  };

  test('goes to several topics', () => {
    expect(publishedEventSchema.parse(event)).toEqual(event);
  });

  test.each([
    ['no topic', []],
    ['more topics than a reader of the code would believe', Array.from({ length: 21 }, (_, index) => `user_${index}`)],
    ['a topic without a kind', ['user']],
  ])('is refused with %s', (_, topics) => {
    expect(publishedEventSchema.safeParse({ ...event, topics }).success).toBe(false);
  });
});
