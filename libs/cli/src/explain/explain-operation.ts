import type { Operation } from '../model/operation.ts';
import type { Investigation } from './explain-pointer.ts';
import type { EmittedPart, OperationSummary } from './explanation.ts';

/** An operation's contract with the schemas that stand in it, and what it takes and gives. */
export function explainOperation(
  operation: Operation,
  { code }: Investigation,
): { code: EmittedPart[]; summary: OperationSummary } {
  const contract = code.contractOf(operation);
  const declarations = contract === null ? [] : [contract, ...code.usedIn(contract)];
  const { method, path, operationId, pathParameters, query, headers, cookies, body, responses } = operation;
  const groups = [
    ['path', pathParameters],
    ['query', query],
    ['header', headers],
    ['cookie', cookies],
  ] as const;
  return {
    code: declarations.map((declaration) => ({ ...declaration, direction: null })),
    summary: {
      place: `${method} ${path}`,
      operationId,
      contract: contract?.name ?? '',
      parameters: groups.flatMap(([place, parameters]) =>
        parameters.map(({ name, required }) => ({ in: place, name, required })),
      ),
      body: body === null ? null : { contentType: body.contentType, required: body.required },
      responses: responses.map(({ status, contentType }) => ({ status, contentType })),
    },
  };
}
