/**
 * What a change does to a client that was written, and generated, for the contract before it: `breaking` ones fail in it, `risky` ones
 * may, `compatible` ones do not. A client is the generated code too: what makes its use a type error breaks it.
 */
export type Level = 'breaking' | 'risky' | 'compatible';

export interface Rule {
  /** Which way the value travels that the rule is about; both for what is about the operation. */
  direction: 'request' | 'response' | 'both';
  level: Level;
  text: string;
}

/**
 * Every change that is told apart. Levels follow oasdiff 1.31 (https://github.com/oasdiff/oasdiff, checker/rules.go) but where a client
 * in TypeScript notices what one over HTTP does not: what is removed or renamed is breaking whether or not it was required, and a value
 * added to an enumeration of an answer is risky, since only exhaustive code fails.
 */
export const RULES = {
  'operation-removed': both('breaking', 'The operation is gone'),
  'operation-moved': both('breaking', 'The operation has another method or path'),
  'operation-renamed': both('breaking', 'The operation has another operationId, so its contract has another name'),
  'operation-deprecated': both('risky', 'The operation is now deprecated'),
  'path-parameter-renamed': both('breaking', 'A path parameter has another name'),
  'security-tightened': both('breaking', 'Credentials that were enough no longer are'),
  'security-loosened': both('compatible', 'Other credentials are enough, too'),
  'parameter-added-required': request('breaking', 'A new parameter must be sent'),
  'parameter-added': request('compatible', 'A new parameter may be sent'),
  'parameter-removed': request('breaking', 'A parameter is gone'),
  'parameter-became-required': request('breaking', 'A parameter must be sent that could be left out'),
  'parameter-became-optional': request('compatible', 'A parameter may be left out'),
  'parameter-style-changed': request('breaking', 'A parameter is written in another way'),
  'request-body-added-required': request('breaking', 'A body must be sent where there was none'),
  'request-body-added': request('compatible', 'A body may be sent'),
  'request-body-removed': request('breaking', 'No body is taken any more'),
  'request-body-became-required': request('breaking', 'The body must be sent'),
  'request-body-became-optional': request('compatible', 'The body may be left out'),
  'request-media-type-changed': request('breaking', 'The body has another media type'),
  'request-property-removed': request('breaking', 'A property is no longer taken'),
  'request-property-added-required': request('breaking', 'A new property must be sent'),
  'request-property-added': request('compatible', 'A new property may be sent'),
  'request-property-became-required': request('breaking', 'A property must be sent that could be left out'),
  'request-property-became-optional': request('compatible', 'A property may be left out'),
  'request-additional-refused': request('breaking', 'Members that are not named are no longer taken'),
  'request-additional-allowed': request('compatible', 'Members that are not named are taken'),
  'request-type-changed': request('breaking', 'Another type is expected'),
  'request-type-narrowed': request('breaking', 'Fewer values of the type are taken'),
  'request-type-widened': request('compatible', 'More values are taken'),
  'request-became-not-nullable': request('breaking', 'Null is no longer taken'),
  'request-became-nullable': request('compatible', 'Null is taken'),
  'request-enum-value-removed': request('breaking', 'A value of the enumeration is no longer taken'),
  'request-enum-value-added': request('compatible', 'The enumeration has a new value'),
  'request-alternative-removed': request('breaking', 'One of several forms is no longer taken'),
  'request-alternative-added': request('compatible', 'Another form is taken'),
  'request-constraint-tightened': request('breaking', 'A bound, pattern or other constraint is tighter or new'),
  'request-constraint-loosened': request('compatible', 'A bound, pattern or other constraint is looser or gone'),
  'request-pattern-changed': request('risky', 'The pattern is another one; whether it takes less is not known'),
  'request-format-added': request('breaking', 'The text must have a format'),
  'request-format-changed': request('breaking', 'The text must have another format'),
  'request-format-removed': request('compatible', 'The text need not have a format'),
  'request-condition-changed': request('breaking', 'A condition (not, if, contains, dependent…) is another one'),
  'response-status-removed': response('breaking', 'A status of success, or the default answer, is gone'),
  'response-status-added': response('risky', 'There is a new status of success'),
  'response-error-status-removed': response('compatible', 'A status of failure is gone'),
  'response-error-status-added': response('compatible', 'There is a new status of failure'),
  'response-body-removed': response('breaking', 'The answer has no body any more'),
  'response-body-added': response('compatible', 'The answer has a body'),
  'response-media-type-changed': response('breaking', 'The answer has another media type'),
  'response-property-removed': response('breaking', 'A property is no longer sent'),
  'response-property-added': response('compatible', 'A new property is sent'),
  'response-property-added-to-closed': response(
    'breaking',
    'A new property is sent where none but the named were allowed',
  ),
  'response-property-became-optional': response('breaking', 'A property may be missing that was always sent'),
  'response-property-became-required': response('compatible', 'A property is always sent'),
  'response-additional-allowed': response('breaking', 'Members that are not named may be sent'),
  'response-additional-refused': response('compatible', 'None but the named members are sent'),
  'response-type-changed': response('breaking', 'Another type is sent'),
  'response-type-narrowed': response('compatible', 'Fewer values of the type are sent'),
  'response-type-widened': response('breaking', 'More values may be sent'),
  'response-became-nullable': response('breaking', 'Null may be sent'),
  'response-became-not-nullable': response('compatible', 'Null is no longer sent'),
  'response-enum-value-added': response('risky', 'The enumeration has a new value'),
  'response-enum-value-removed': response('compatible', 'A value of the enumeration is no longer sent'),
  'response-alternative-added': response('breaking', 'Another form may be sent'),
  'response-alternative-removed': response('compatible', 'One of several forms is no longer sent'),
  'response-constraint-tightened': response('compatible', 'A bound, pattern or other constraint is tighter or new'),
  'response-constraint-loosened': response('breaking', 'A bound, pattern or other constraint is looser or gone'),
  'response-pattern-changed': response('risky', 'The pattern is another one; whether it allows more is not known'),
  'response-format-added': response('compatible', 'The text has a format'),
  'response-format-changed': response('breaking', 'The text has another format'),
  'response-format-removed': response('breaking', 'The text need not have the format'),
  'response-condition-changed': response('breaking', 'A condition (not, if, contains, dependent…) is another one'),
  'event-removed': response('breaking', 'The event is no longer sent'),
  'event-type-removed': response('breaking', 'The event no longer goes by this type'),
  'event-type-added': response('risky', 'The event goes by another type, too'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

function both(level: Level, text: string): Rule {
  return { direction: 'both', level, text };
}

function request(level: Level, text: string): Rule {
  return { direction: 'request', level, text };
}

function response(level: Level, text: string): Rule {
  return { direction: 'response', level, text };
}
