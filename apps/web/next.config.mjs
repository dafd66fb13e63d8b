import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const workspaceRoot = resolve(import.meta.dirname, '../..');
const ourPackages = ['contracts', 'sdk', 'next', 'service-kit'];

/** The policy of scripts and styles differs for each answer; it stands in `proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot, resolveAlias: sources() },
  transpilePackages: ourPackages.map((name) => `@throughline/${name}`),
  poweredByHeader: false,
  headers: () => [{ source: '/:path*', headers: securityHeaders }],
  // A POST to `/api/x/` must reach the service as it is, not as a redirect.
  skipTrailingSlashRedirect: true,
  // The `typecheck` target owns it.
  typescript: { ignoreBuildErrors: true },
};

/**
 * Where the sources of our packages are, by the export condition `development`: Turbopack cannot be told to take that
 * condition in a production build.
 * @returns {Record<string, string>}
 */
function sources() {
  return Object.fromEntries(
    ourPackages.flatMap((name) => {
      const manifest = JSON.parse(readFileSync(join(workspaceRoot, 'libs', name, 'package.json'), 'utf8'));
      // A document that is exported has one form only.
      return Object.entries(manifest.exports).map(([entry, conditions]) => [
        join(manifest.name, entry),
        `../../${join('libs', name, conditions.development ?? conditions)}`,
      ]);
    }),
  );
}
