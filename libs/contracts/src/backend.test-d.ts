/** What the types of the backend's contract promise to those who use them. Checked by the compiler; nothing runs. */
import {
  type AppRouter,
  type ClientInferRequest,
  type ClientInferResponseBody,
  type ClientInferResponses,
  initContract,
} from '@ts-rest/core';
import { expectTypeOf } from 'vitest';
import {
  type AnyEvent,
  type ErrorCode,
  type EventTypes,
  type PaginatedProjectList,
  type Task,
  contracts,
} from './backend/index.ts';

contracts satisfies AppRouter;
initContract().router(contracts);

type Projects = typeof contracts.projects;
type NewTask = ClientInferRequest<Projects['createTask']>['body'];

expectTypeOf<ClientInferResponseBody<Projects['listProjects'], 200>>().toEqualTypeOf<PaginatedProjectList>();
expectTypeOf<ClientInferResponseBody<Projects['getTask'], 200>>().toEqualTypeOf<Task>();
expectTypeOf<ClientInferRequest<Projects['getTask']>['params']>().toEqualTypeOf<{
  project_id: string;
  task_id: string;
}>();
expectTypeOf<ClientInferResponses<Projects['deleteTask'], 204>['body']>().toEqualTypeOf<null>();

// Nothing that the server makes is asked of a client, and no part of an answer may be missing.
expectTypeOf<keyof NewTask & ('id' | 'version' | 'rank')>().toBeNever();
expectTypeOf<Task>().toEqualTypeOf<Required<Task>>();

// A call without a token is one whose list of schemes is empty.
expectTypeOf(contracts.auth.login.metadata.security).toEqualTypeOf<readonly []>();
expectTypeOf(contracts.auth.getMe.metadata.security.length).toEqualTypeOf<1>();

expectTypeOf<AnyEvent['type']>().toEqualTypeOf<keyof EventTypes>();
expectTypeOf<Extract<AnyEvent, { type: 'task.moved' }>>().toEqualTypeOf<EventTypes['task.moved']>();
expectTypeOf<'project.not_found'>().toExtend<ErrorCode>();

// @ts-expect-error There is no such status on a board.
export const wrongStatus: Task['status'] = 'burning';
// @ts-expect-error Ids are strings.
export const wrongParams: ClientInferRequest<Projects['getProject']>['params'] = { project_id: 1 };
