import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { CallOptions } from '../core/call.ts';
import type { Contract, Operation, Operations } from './operation.ts';

type OutputOf<Schema> = Schema extends StandardSchemaV1<unknown, infer Output> ? Output : undefined;

type RequiredKeys<Type> = { [Key in keyof Type]-?: Type extends Record<Key, Type[Key]> ? Key : never }[keyof Type];

/** An argument that may be left out where nothing in it is required. */
type Part<Name extends string, Schema> = [Schema] extends [StandardSchemaV1]
  ? [RequiredKeys<OutputOf<Schema>>] extends [never]
    ? Readonly<Partial<Record<Name, OutputOf<Schema>>>>
    : Readonly<Record<Name, OutputOf<Schema>>>
  : unknown;

/** What a call of the operation takes: what it needs by the contract, and the options of every call. */
export type ArgumentsOf<Op extends Operation> = CallOptions &
  Part<'params', Op['pathParams']> &
  Part<'query', Op['query']> &
  Part<'body', Op['body']>;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206;

/** What the operation answers with when it succeeds. */
export type DataOf<Op extends Operation> = OutputOf<Op['responses'][keyof Op['responses'] & SuccessStatus]>;

/** One operation as a function; its argument may be left out where nothing in it is required. */
export type Method<Op extends Operation> = (
  ...args: [RequiredKeys<ArgumentsOf<Op>>] extends [never] ? [args?: ArgumentsOf<Op>] : [args: ArgumentsOf<Op>]
) => Promise<DataOf<Op>>;

export type Service<Ops extends Operations> = { readonly [Name in keyof Ops]: Method<Ops[Name]> };

export type Services<Of extends Contract> = { readonly [Name in keyof Of]: Service<Of[Name]> };
