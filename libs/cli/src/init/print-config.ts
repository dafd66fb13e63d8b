import { quote } from '../emit/text.ts';
import type { InitAnswers } from './init-answers.ts';

/** The text of a new `throughline.config.ts`. Its import is of a type alone, so that the file also loads where `npx` brings the program. */
export function printConfig({ source, out, zod, importExtension }: InitAnswers): string {
  return `import type { ThroughlineConfig } from '@throughline/cli';

export default {
  documents: {
    // One entry for each document, by a name of your choice.
    api: {
      // A file, relative to this one, or an address. drf-spectacular shows its document where its SpectacularAPIView stands.
      source: ${quote(source)},
      // The generated code. Commit it, and never edit it.
      out: ${quote(out)},
      // 'mini' imports zod/mini, of which a page loads only what it uses; 'classic' imports zod. Both check alike.
      zod: ${quote(zod)},
      // How the generated modules import each other: '.js', '.ts' or '' for a bundler that finds the file itself.
      importExtension: ${quote(importExtension)},

      // For an address behind a sign-in:
      // headers: { Authorization: \`Bearer \${process.env.API_TOKEN}\` },

      // Formats are strict as their RFCs. Each exception says why:
      // formats: { uri: { rule: 'unchecked', reason: 'Files are relative paths' } },

      // What "throughline check" compares with, so that no breaking change goes unannounced:
      // against: 'https://api.example.org/schema/',
    },
  },
} satisfies ThroughlineConfig;
`;
}
