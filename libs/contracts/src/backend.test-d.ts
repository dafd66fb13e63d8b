/** What the types of the backend's contract promise to those who use them. Checked by the compiler; nothing runs. */
import {
  type AppRouter,
  type ClientInferRequest,
  type ClientInferResponseBody,
  type ClientInferResponses,
  initContract,
} from '@ts-rest/core';
import {
  type AnyEvent,
  type ErrorCode,
  type EventTypes,
  type PaginatedProjectList,
  type Task,
  contracts,
} from './backend/index.ts';

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Holds<Fact extends true> = Fact;

contracts satisfies AppRouter;
initContract().router(contracts);

type Projects = typeof contracts.projects;

export type Promises = [
  Holds<Equal<ClientInferResponseBody<Projects['listProjects'], 200>, PaginatedProjectList>>,
  Holds<Equal<ClientInferResponseBody<Projects['getTask'], 200>, Task>>,
  Holds<Equal<ClientInferRequest<Projects['getTask']>['params'], { project_id: string; task_id: string }>>,
  Holds<Equal<ClientInferResponses<Projects['deleteTask'], 204>['body'], null>>,
  // Nothing that the server makes is asked of a client, and no part of an answer may be missing.
  Holds<Equal<keyof ClientInferRequest<Projects['createTask']>['body'] & ('id' | 'version' | 'rank'), never>>,
  Holds<Equal<{ [Key in keyof Task]-?: undefined extends Task[Key] ? Key : never }[keyof Task], never>>,
  // A call without a token is one whose list of schemes is empty.
  Holds<Equal<(typeof contracts.auth.login)['metadata']['security'], readonly []>>,
  Holds<Equal<(typeof contracts.auth.getMe)['metadata']['security']['length'], 1>>,
  Holds<Equal<AnyEvent['type'], keyof EventTypes>>,
  Holds<Equal<Extract<AnyEvent, { type: 'task.moved' }>, EventTypes['task.moved']>>,
  Holds<'project.not_found' extends ErrorCode ? true : false>,
];

// @ts-expect-error There is no such status on a board.
export const wrongStatus: Task['status'] = 'burning';
// @ts-expect-error Ids are strings.
export const wrongParams: ClientInferRequest<Projects['getProject']>['params'] = { project_id: 1 };
