import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

/** Parts of `@throughline/contracts` that belong to the product: the core may not know them. */
const productContracts = {
  regex: '^@throughline/contracts(?!/(wire|realtime(/openapi\\.json)?)$)',
  message: 'The core knows no domain: of the contracts it imports `wire` and `realtime` alone.',
};
const tsRest = {
  regex: '^@ts-rest/',
  message:
    'ts-rest stands behind one wall: contracts are plain objects, only the server of a Node service may import it.',
};
/** The object `z` keeps every part of zod in a bundle: 90 KB instead of the few that are used. */
const wholeZod = {
  selector: "ImportDeclaration[source.value=/^zod/] > ImportSpecifier[imported.name='z']",
  message: "Import it as `import * as z from 'zod/mini'`, so that what is not used leaves the bundle.",
};
const environment = [
  "MemberExpression[property.name='env']:matches([object.name='process'], [object.property.name='process'])",
  'ImportDeclaration[source.value=/^(node:)?process$/]',
].map((selector) => ({
  selector,
  message: 'Only `env.ts` of each process reads the environment; take the parsed configuration as a parameter.',
}));

export default defineConfig(
  {
    ignores: [
      '**/dist',
      '**/.next',
      '**/next-env.d.ts',
      '**/test-results',
      '.nx',
      '.venv',
      '.stack',
      'libs/contracts/src/{backend,realtime}',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers and booleans in a message are what they look like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `noPropertyAccessFromIndexSignature` of the compiler asks for the brackets that this rule forbids.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          banTransitiveDependencies: true,
          depConstraints: [
            { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: ['scope:none'] },
            { sourceTag: 'layer:core', onlyDependOnLibsWithTags: ['layer:core'] },
            { sourceTag: 'layer:product', onlyDependOnLibsWithTags: ['layer:core', 'layer:product'] },
            // Not `notDependOnLibsWithTags`, which looks through the contracts at the backend that they are made from.
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib', 'scope:contracts'] },
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib', 'scope:contracts'] },
            { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: ['layer:core', 'scope:tools'] },
          ],
        },
      ],
      'no-restricted-imports': ['error', { patterns: [tsRest] }],
      'no-restricted-syntax': ['error', wholeZod, ...environment],
    },
  },
  {
    files: ['libs/{sdk,next,service-kit,cli}/**/*.{ts,tsx}', 'apps/realtime/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [tsRest, productContracts] }] },
  },
  {
    files: ['**/env.ts', 'tools/**/*.ts', '**/*.test.ts', '**/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A Vitest mock is called unbound on purpose, and a type test imports ts-rest to compare with it.
    files: ['**/*.test.ts', '**/*.test-d.ts', '**/*.test.tsx'],
    rules: { '@typescript-eslint/unbound-method': 'off', 'no-restricted-imports': 'off' },
  },
  // A tool's configuration is no part of what it configures.
  { files: ['**/{throughline,vitest}.config.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  {
    // Playwright reads what a fixture needs from its first parameter, which may need nothing.
    files: ['apps/web-e2e/**/*.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
