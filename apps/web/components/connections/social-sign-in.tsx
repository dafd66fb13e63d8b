import { clsx } from 'clsx';
import { anonymousApi } from '../../lib/api.ts';
import { logError } from '../../lib/log-error.ts';
import { buttonStyle } from '../ui/button-style.ts';

/** The sign-in services that are offered, below a form that does without them; nothing where there is none. */
export async function SocialSignIn({ next = '/' }: { next?: string }) {
  const { results: providers } = await anonymousApi()
    .auth.listSocialProviders()
    .catch((error: unknown) => {
      // The form says by itself that the services are away.
      logError(error);
      return { results: [] };
    });
  if (providers.length === 0) return null;
  return (
    <>
      <p className="my-4 flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <ul className="grid gap-2">
        {providers.map(({ id, name }) => (
          <li key={id}>
            {/* Not Next's link, which would fetch ahead: this one begins something. */}
            <a
              href={`/session/social/${id}?next=${encodeURIComponent(next)}`}
              className={clsx(buttonStyle({}), 'w-full')}
            >
              Continue with {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
