import { type JsonObject, type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import type { Findings } from './findings.ts';
import type { RuleId } from './rules.ts';
import type { SchemaChanges } from './schema-changes.ts';
import { sameText, visibleMembers } from './shape-parts.ts';

/** One operation before and after. */
export interface OperationPair {
  /** Method and path, before. */
  name: string;
  before: JsonObject;
  after: JsonObject;
  nameAfter: string;
}

/** What changed in an operation that is still there. Named schemas are left to `SchemaChanges.addTo`. */
export function compareOperations(pair: OperationPair, schemas: SchemaChanges, findings: Findings): void {
  const { name, before, after } = pair;
  const report = (rule: RuleId, place = '', detail = ''): void => {
    findings.add(rule, place === '' ? name : `${name} ${place}`, detail, [name]);
  };
  const [idBefore, idAfter] = [before, after].map((entry) => stringMember(entry, 'operationId') ?? '');
  if (idBefore !== idAfter) report('operation-renamed', '', `${idBefore} → ${idAfter}`);
  if (member(after, 'deprecated') === true && member(before, 'deprecated') !== true) report('operation-deprecated');
  compareSecurity(member(before, 'security'), member(after, 'security'), report);
  comparePathParameters(pair, schemas, findings, report);
  for (const group of ['query', 'headers', 'cookies']) compareParameters(group, pair, schemas, findings, report);
  compareStyles(pair, report);
  compareBodies(pair, schemas, findings, report);
  compareResponses(pair, schemas, findings, report);
}

type Report = (rule: RuleId, place?: string, detail?: string) => void;

/** Each list of credentials that was enough must still be: some list of today asks for no more. */
function compareSecurity(before: JsonValue | undefined, after: JsonValue | undefined, report: Report): void {
  const [left, right] = [alternatives(before), alternatives(after)];
  const isEnough = (given: Set<string>, list: Set<string>[]): boolean =>
    list.some((asked) => [...asked].every((credential) => given.has(credential)));
  const lost = left.filter((given) => !isEnough(given, right));
  const won = right.filter((given) => !isEnough(given, left));
  if (lost.length > 0) report('security-tightened', '', lost.map(words).join('; '));
  if (won.length > 0) report('security-loosened', '', won.map(words).join('; '));
}

/** Schemes and scopes of each alternative; no alternative at all is a call without credentials. */
function alternatives(security: JsonValue | undefined): Set<string>[] {
  const list = Array.isArray(security) ? security.filter(isJsonObject) : [];
  if (list.length === 0) return [new Set()];
  return list.map(
    (alternative) =>
      new Set(
        Object.entries(alternative).flatMap(([scheme, scopes]) => [
          scheme,
          ...(Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : []).map(
            (scope) => `${scheme}:${scope}`,
          ),
        ]),
      ),
  );
}

function words(credentials: Set<string>): string {
  return credentials.size === 0 ? 'no credentials' : [...credentials].join(' and ');
}

/** Path parameters go by their place in the path: the wire knows no name of theirs, the generated code does. */
function comparePathParameters(pair: OperationPair, schemas: SchemaChanges, findings: Findings, report: Report): void {
  const [left, right] = [visible(pair.before, 'path'), visible(pair.after, 'path')];
  const [namesBefore, namesAfter] = [pair.name, pair.nameAfter].map((name) =>
    [...name.matchAll(/\{([^{}]+)\}/g)].map(([, parameter]) => parameter ?? ''),
  );
  for (const [index, name] of (namesBefore ?? []).entries()) {
    const other = namesAfter?.[index] ?? name;
    if (other !== name) report('path-parameter-renamed', `path.${name}`, `${name} → ${other}`);
    const place = `${pair.name} path.${name}`;
    const [shape, twin] = [left.get(name)?.shape ?? true, right.get(other)?.shape ?? true];
    schemas.compare(shape, twin, place, 'request', pair.name, findings);
  }
}

function compareParameters(
  group: string,
  pair: OperationPair,
  schemas: SchemaChanges,
  findings: Findings,
  report: Report,
): void {
  const [left, right] = [visible(pair.before, group), visible(pair.after, group)];
  for (const [name, one] of left) {
    const other = right.get(name);
    const place = `${group}.${name}`;
    if (other === undefined) report('parameter-removed', place);
    else {
      if (one.required !== other.required)
        report(other.required ? 'parameter-became-required' : 'parameter-became-optional', place);
      schemas.compare(one.shape, other.shape, `${pair.name} ${place}`, 'request', pair.name, findings);
    }
  }
  for (const [name, { required }] of right)
    if (!left.has(name)) report(required ? 'parameter-added-required' : 'parameter-added', `${group}.${name}`);
}

/** Only of parameters that are still there: a new one has no former way. */
function compareStyles({ before, after }: OperationPair, report: Report): void {
  const [left, right] = [objectMember(before, 'styles'), objectMember(after, 'styles')];
  for (const group of ['path', 'query', 'headers', 'cookies']) {
    const known = visible(after, group);
    for (const name of visible(before, group).keys()) {
      if (known.has(name) && !sameText(member(left, name) ?? null, member(right, name) ?? null))
        report('parameter-style-changed', `${group}.${name}`);
    }
  }
}

function compareBodies(pair: OperationPair, schemas: SchemaChanges, findings: Findings, report: Report): void {
  const [before, after] = [member(pair.before, 'body'), member(pair.after, 'body')];
  const [left, right] = [isJsonObject(before) ? before : null, isJsonObject(after) ? after : null];
  const isRequired = right !== null && member(right, 'required') === true;
  if (left === null) {
    if (right !== null) report(isRequired ? 'request-body-added-required' : 'request-body-added', 'body');
    return;
  }
  if (right === null) {
    report('request-body-removed', 'body');
    return;
  }
  if ((member(left, 'required') === true) !== isRequired)
    report(isRequired ? 'request-body-became-required' : 'request-body-became-optional', 'body');
  compareMediaTypes('request', left, right, 'body', report);
  const shapes = [member(left, 'schema') ?? true, member(right, 'schema') ?? true] as const;
  schemas.compare(...shapes, `${pair.name} body`, 'request', pair.name, findings);
}

function compareResponses(pair: OperationPair, schemas: SchemaChanges, findings: Findings, report: Report): void {
  const [left, right] = [objectMember(pair.before, 'responses'), objectMember(pair.after, 'responses')];
  for (const status of Object.keys(left)) {
    if (Object.hasOwn(right, status))
      compareAnswers(objectMember(left, status), objectMember(right, status), status, pair, schemas, findings, report);
    else report(isFailure(status) ? 'response-error-status-removed' : 'response-status-removed', status);
  }
  for (const status of Object.keys(right)) {
    if (!Object.hasOwn(left, status))
      report(isFailure(status) ? 'response-error-status-added' : 'response-status-added', status);
  }
}

function compareAnswers(
  before: JsonObject,
  after: JsonObject,
  status: string,
  pair: OperationPair,
  schemas: SchemaChanges,
  findings: Findings,
  report: Report,
): void {
  const [left, right] = [member(before, 'schema'), member(after, 'schema')];
  if (left !== undefined && right === undefined) report('response-body-removed', status);
  if (left === undefined && right !== undefined) report('response-body-added', status);
  if (left === undefined || right === undefined) return;
  compareMediaTypes('response', before, after, status, report);
  schemas.compare(left, right, `${pair.name} ${status}`, 'response', pair.name, findings);
}

function compareMediaTypes(
  direction: 'request' | 'response',
  before: JsonObject,
  after: JsonObject,
  place: string,
  report: Report,
): void {
  const [left, right] = [before, after].map((entry) => stringMember(entry, 'contentType') ?? 'any');
  if (left !== right) report(`${direction}-media-type-changed`, place, `${left} → ${right}`);
}

function visible(entry: JsonObject, group: string): ReturnType<typeof visibleMembers> {
  return visibleMembers(objectMember(entry, group), 'request');
}

function isFailure(status: string): boolean {
  return /^[45]/.test(status);
}
