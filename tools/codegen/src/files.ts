import { coreErrorCodes } from '@throughline/contracts/wire';
import { errorsPage } from './docs-page.ts';
import { pythonCodes } from './python-codes.ts';

/** Path from the workspace root → content of each file that mirrors the code table. */
export const files: Readonly<Record<string, string>> = {
  'docs/errors.md': errorsPage(coreErrorCodes),
  'libs/django/src/throughline/http/core_codes.py': pythonCodes(coreErrorCodes),
};
