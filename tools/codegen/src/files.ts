import { coreErrorCodes } from '@throughline/contracts/wire';
import { errorsPage } from './docs-page.ts';
import { envExample } from './env-example.ts';
import { variables } from './environment.ts';
import { pythonCodes } from './python-codes.ts';

/** Path from the workspace root → content of each file that mirrors the table of error codes or that of the settings. */
export const files: Readonly<Record<string, string>> = {
  'docs/errors.md': errorsPage(coreErrorCodes),
  'libs/django/src/throughline/http/core_codes.py': pythonCodes(coreErrorCodes),
  'shared-config/env.example': envExample(variables),
};
