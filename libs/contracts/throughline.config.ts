import type { ThroughlineConfig } from '@throughline/cli';

/** The documents that this library's generated folders come from: `nx run contracts:sync`. */
export default {
  documents: {
    backend: { source: './openapi/backend.json', out: './src/backend', importExtension: '.ts' },
    realtime: { source: './openapi/realtime.json', out: './src/realtime', importExtension: '.ts' },
  },
} satisfies ThroughlineConfig;
